import { sizeOfCompactSize } from '../encoding/compact-size.ts';
import type { TxOutput } from '../primitives/transaction.ts';
import { witnessProgramOf } from '../script/standard-scripts.ts';
import { feeAtRate } from './fee-rate.ts';

/** Bytes that spending an output takes at least: outpoint, sequence, and a signature with its key. */
const legacySpendBytes = 32 + 4 + 1 + 107 + 4;
const witnessSpendBytes = 32 + 4 + 1 + Math.floor(107 / 4) + 4;

const opReturn = 0x6a;

/** The least an output may be worth: below it, spending costs more than it brings, and everybody would have to keep it
 * for ever. 546 satoshis for P2PKH and 294 for P2WPKH at the default rate.
 * @param dustRate sat/kvB
 * @returns satoshis; 0 for outputs that cannot be spent anyway
 * @see Bitcoin Core `GetDustThreshold`, src/policy/policy.cpp */
export function dustThreshold(output: TxOutput, dustRate: bigint): bigint {
  const { scriptPubKey } = output;
  if (scriptPubKey[0] === opReturn) return 0n;
  const outputBytes = 8 + sizeOfCompactSize(scriptPubKey.length) + scriptPubKey.length;
  const spendBytes = witnessProgramOf(scriptPubKey) === undefined ? legacySpendBytes : witnessSpendBytes;
  return feeAtRate(dustRate, outputBytes + spendBytes);
}
