import { bytesToHex } from '#bitcoin/encoding/hex';
import { opcodeName } from '#bitcoin/script/opcodes';
import { parseScript } from '#bitcoin/script/parse-script';
import { decodeScriptNumber } from '#bitcoin/script/script-number';
import type { ScriptPhase } from '#bitcoin/script/script-spend';
import type { ScriptState } from '#bitcoin/script/script-state';
import type { ScriptTrace, TracedSignature } from '#bitcoin/script/script-trace';
import { isStrictDerSignature } from '#bitcoin/script/signature-encoding';
import type { Stack } from '#bitcoin/script/stack';

/** One word of a script as the debugger shows it. */
export interface ScriptWord {
  /** Offset of the instruction in its script. */
  readonly offset: number;
  /** `OP_DUP`, or what is pushed. */
  readonly text: string;
  /** What a push pushes, in full. */
  readonly data: string | undefined;
}

/** One script of an input, in words. */
export interface WalkedPhase {
  readonly phase: ScriptPhase;
  readonly words: readonly ScriptWord[];
}

/** A place to stand: before a script begins, or behind one of its instructions. */
export interface WalkStop {
  /** Index into `phases`. */
  readonly phase: number;
  /** Index into the phase's words of the instruction that has just run; −1 at a script's beginning. */
  readonly word: number;
  /** False in a branch that is not taken. */
  readonly executed: boolean;
  readonly state: ScriptState;
  /** Stack size before, to tell what is new. */
  readonly untouched: number;
  readonly signatures: readonly TracedSignature[];
  readonly opcode: number | undefined;
}

/** A whole check of one input as stops to walk along, forwards and back. */
export interface ScriptWalk {
  readonly phases: readonly WalkedPhase[];
  readonly stops: readonly WalkStop[];
  readonly verdict: ScriptTrace['verdict'];
}

/** Lays a trace out as stops. */
export function walkOf(trace: ScriptTrace): ScriptWalk {
  const stops: WalkStop[] = [];
  const phases = trace.phases.map((phase, index): WalkedPhase => {
    const words = phase.phase === 'taprootKeyPath' ? [] : scriptWordsOf(phase.script);
    stops.push({
      phase: index,
      word: -1,
      executed: true,
      state: phase.initial,
      untouched: Number.POSITIVE_INFINITY,
      signatures: phase.signatures,
      opcode: undefined,
    });
    for (const step of phase.steps) {
      // The last step only finds that the script has ended: worth a stop when that is where it fails.
      if (step.operation === undefined && step.after.status !== 'failed') continue;
      const { operation } = step;
      stops.push({
        phase: index,
        word:
          operation === undefined
            ? words.length
            : words.findIndex((word) => word.offset === operation.offset),
        executed: step.executed,
        state: step.after,
        untouched: commonSize(step.before.stack, step.after.stack),
        signatures: step.signatures,
        opcode: operation?.opcode,
      });
    }
    return { phase: phase.phase, words };
  });
  return { phases, stops, verdict: trace.verdict };
}

/** The instructions of a script in words. */
export function scriptWordsOf(script: Uint8Array): readonly ScriptWord[] {
  return parseScript(script).map(({ offset, opcode, data, truncated }) => {
    if (truncated) return { offset, text: '…', data: undefined };
    if (data === undefined || data.length === 0) return { offset, text: opcodeName(opcode), data: undefined };
    const hex = bytesToHex(data);
    return { offset, text: shortData(hex), data: hex };
  });
}

/** Items of a stack from the top down. */
export function itemsOf(stack: Stack): readonly Uint8Array[] {
  const items: Uint8Array[] = [];
  for (let cell = stack; cell !== undefined; cell = cell.below) items.push(cell.item);
  return items;
}

/** What a value on the stack most likely is: its length and form give it away. */
export type ItemKind =
  | 'empty'
  | 'number'
  | 'signature'
  | 'schnorr'
  | 'publicKey'
  | 'hash160'
  | 'hash256'
  | 'bytes';

/** Guesses what a stack item is. */
export function itemKind(item: Uint8Array): ItemKind {
  if (item.length === 0) return 'empty';
  if (item.length <= 4) return 'number';
  if (item.length === 33 && (item[0] === 2 || item[0] === 3)) return 'publicKey';
  if (item.length === 65 && item[0] === 4) return 'publicKey';
  if (item.length >= 9 && item.length <= 73 && isStrictDerSignature(item)) return 'signature';
  if (item.length === 64 || item.length === 65) return 'schnorr';
  if (item.length === 20) return 'hash160';
  return item.length === 32 ? 'hash256' : 'bytes';
}

/** A stack item as text: numbers in decimal, anything longer in hex, cut in the middle. */
export function itemText(item: Uint8Array): string {
  if (item.length === 0) return '∅';
  if (item.length <= 4) return String(decodeScriptNumber(item, false) ?? bytesToHex(item));
  return shortData(bytesToHex(item));
}

function shortData(hex: string): string {
  return hex.length <= 20 ? hex : `${hex.slice(0, 8)}…${hex.slice(-6)}`;
}

/** Size of the part at the bottom that two stacks share. */
function commonSize(before: Stack, after: Stack): number {
  let [p, q] = [before, after];
  while (p !== q) {
    if (p === undefined || q === undefined) return 0;
    if (p.size > q.size) p = p.below;
    else if (q.size > p.size) q = q.below;
    else [p, q] = [p.below, q.below];
  }
  return p?.size ?? 0;
}
