import type { ScriptFlags } from './flags.ts';
import { step } from './interpreter.ts';
import type { ScriptState, SignatureChecker } from './script-state.ts';

/** Which of the scripts of an input is running. */
export type ScriptPhase =
  | 'scriptSig'
  | 'scriptPubKey'
  | 'redeemScript'
  | 'witnessScript'
  | 'tapscript'
  | 'taprootKeyPath';

/** Sees every state of every script without being able to change one. */
export interface ScriptObserver {
  /** A script is about to run, or to be skipped where it fails or succeeds before its first instruction. */
  enterPhase(phase: ScriptPhase, initial: ScriptState): void;
  /** One instruction has run. */
  stepped(before: ScriptState, after: ScriptState): void;
}

/** Everything that decides whether an output may be spent. */
export interface ScriptSpend {
  readonly scriptSig: Uint8Array;
  readonly scriptPubKey: Uint8Array;
  /** Bottom first. */
  readonly witness: readonly Uint8Array[];
  readonly flags: ScriptFlags;
  readonly checker: SignatureChecker;
  readonly observer?: ScriptObserver;
}

/** Runs a script to its end and shows the observer every state. */
export function runPhase(
  observer: ScriptObserver | undefined,
  phase: ScriptPhase,
  initial: ScriptState,
): ScriptState {
  observer?.enterPhase(phase, initial);
  let state = initial;
  while (state.status === 'running') {
    const next = step(state);
    observer?.stepped(state, next);
    state = next;
  }
  return state;
}
