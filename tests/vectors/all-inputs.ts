import { hexToBytes } from '#bitcoin/encoding/hex';
import type { Transaction, TxOutput } from '#bitcoin/primitives/transaction';
import { assembleScript } from '#bitcoin/script/assemble';
import { allFlags, flagsOf, type ScriptFlagName, type ScriptFlags } from '#bitcoin/script/flags';
import { verifyInput } from '#bitcoin/script/verify-input';

/** An output to spend as Core's transaction vectors write it; the index is signed, the amount in satoshis. */
export type ListedPrevout = readonly [txid: string, index: number, scriptPubKey: string, amount?: number];

/** The listed outputs in the order of the inputs that spend them. */
export function arrangePrevouts(tx: Transaction, listed: readonly ListedPrevout[]): readonly TxOutput[] {
  return tx.inputs.map(({ previousOutput }) => {
    const found = listed.find(
      ([txid, index]) => txid === previousOutput.txid && index >>> 0 === previousOutput.index,
    );
    if (found === undefined)
      throw new Error(`no output listed for ${previousOutput.txid}:${previousOutput.index}`);
    return { value: BigInt(found[3] ?? 0), scriptPubKey: assembleScript(found[2]) };
  });
}

/** The first script error of any input, or undefined when all inputs verify. */
export function firstError(
  tx: Transaction,
  spentOutputs: readonly TxOutput[],
  flags: ScriptFlags,
): string | undefined {
  for (let i = 0; i < tx.inputs.length; i++) {
    const verdict = verifyInput(tx, i, spentOutputs, flags);
    if (!verdict.ok) return `input ${i}: ${verdict.error}`;
  }
  return undefined;
}

/** A list like `P2SH,WITNESS`; empty and `NONE` are no flags. */
export function parseFlags(list: string): ScriptFlags {
  if (list === '' || list === 'NONE') return 0;
  return flagsOf(...(list.split(',') as ScriptFlagName[]));
}

/** The set with what its flags need: CLEANSTACK needs WITNESS, TAPROOT too, WITNESS needs P2SH. */
export function fillFlags(flags: ScriptFlags): ScriptFlags {
  let filled = flags;
  if ((filled & flagsOf('CLEANSTACK', 'TAPROOT')) !== 0) filled |= flagsOf('WITNESS');
  if ((filled & flagsOf('WITNESS')) !== 0) filled |= flagsOf('P2SH');
  return filled;
}

/** The set without flags whose needs it does not meet. */
export function trimFlags(flags: ScriptFlags): ScriptFlags {
  let trimmed = flags;
  if ((trimmed & flagsOf('P2SH')) === 0) trimmed &= ~flagsOf('WITNESS');
  if ((trimmed & flagsOf('WITNESS')) === 0) trimmed &= ~flagsOf('CLEANSTACK', 'TAPROOT');
  return trimmed;
}

/** Each flag of a set alone. */
export function singleFlags(flags: ScriptFlags): ScriptFlags[] {
  const singles: ScriptFlags[] = [];
  for (let bit = 1; bit <= allFlags; bit <<= 1) if ((flags & bit) !== 0) singles.push(bit);
  return singles;
}

/** The bytes of a list of hex strings. */
export function bytesOfAll(hex: readonly string[]): Uint8Array[] {
  return hex.map(hexToBytes);
}
