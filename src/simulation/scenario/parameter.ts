import type { LocalText } from './scenario.ts';

/** Changes one place of a scenario. */
export interface Patch {
  /** Which place: `links[3].latencyMicros`; `links[-]` is a new last entry. */
  readonly path: string;
  /** What stands there afterwards; without it, what stood there is removed. */
  readonly value?: unknown;
}

interface ParameterCommon {
  /** Unique among the parameters; `{id}` in a text shows its value. */
  readonly id: string;
  readonly label: LocalText;
  readonly hint?: LocalText;
  /** A defence is shown apart: what would have helped. */
  readonly role: 'setting' | 'defence';
}

interface Range {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
}

export type ParameterUnit = 'count' | 'micros' | 'satoshis' | 'feeRate' | 'bytesPerSecond';

/** Something of a scenario that can be set before it starts. The places it applies to always hold its value. */
export type Parameter = ParameterCommon &
  (
    | (Range & {
        /** Sets the hash rate of `node` so that it has this share (0 … below 1) of all; nodes without such a parameter keep theirs. */
        readonly kind: 'hash-share';
        readonly node: string;
      })
    | (Range & {
        readonly kind: 'number';
        readonly unit: ParameterUnit;
        /** Where the value is written, e.g. `links[*].latencyMicros` or `beats[1].when.count`. */
        readonly paths: readonly string[];
      })
    | {
        readonly kind: 'switch';
        readonly value: boolean;
        /** Applied, in order, when it is on. */
        readonly on: readonly Patch[];
        /** Takes `on` back; written when it is switched on. */
        readonly off?: readonly Patch[];
      }
  );

/** Values by the parameter's id. */
export type ParameterValues = Readonly<Record<string, number | boolean>>;
