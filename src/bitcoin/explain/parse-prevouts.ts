import { DecodeError } from '../encoding/decode-error.ts';
import { hexToBytes } from '../encoding/hex.ts';
import { decodeTransaction } from '../primitives/decode-transaction.ts';
import type { Transaction, TxOutput } from '../primitives/transaction.ts';
import { txidOf } from '../primitives/transaction-id.ts';

/** The outputs that a pasted transaction spends, or a sentence that says what is wrong with the text given for them. */
export type ParsedPrevouts =
  | { readonly ok: true; readonly prevouts: readonly TxOutput[] }
  | { readonly ok: false; readonly detail: string };

const maxTextCharacters = 20_000_000;
const maxEntries = 100_000;

/** Reads the previous outputs of `tx` from JSON. The text is an array; its entries may be, also mixed:
 * - raw previous transactions as hex, whose outputs are found by txid and index;
 * - `{ "txid", "vout", "scriptPubKey": hex, "amount": BTC }`, as `signrawtransactionwithkey` takes them
 *   (`value` for `amount`, and `scriptPubKey` as an object with `hex`, are understood too);
 * - `[satoshis, scriptPubKey hex]` or `{ "satoshis", "scriptPubKey" }` without an outpoint, in the order of the inputs.
 *
 * A single line of hex that is no JSON is taken as one raw previous transaction. */
export function parsePrevouts(text: string, tx: Transaction): ParsedPrevouts {
  if (text.length > maxTextCharacters) return problem(`more than ${maxTextCharacters} characters`);
  const entries = parseEntries(text);
  if (typeof entries === 'string') return problem(entries);
  const byOutpoint = new Map<string, TxOutput>();
  const inOrder: TxOutput[] = [];
  for (const [i, entry] of entries.entries()) {
    const wrong = collect(entry, byOutpoint, inOrder);
    if (wrong !== undefined) return problem(`entry ${i}: ${wrong}`);
  }
  if (inOrder.length > 0 && inOrder.length + byOutpoint.size < tx.inputs.length)
    return problem(`${inOrder.length} outputs in order, but ${tx.inputs.length} inputs`);
  const prevouts: TxOutput[] = [];
  let next = 0;
  for (const [i, { previousOutput }] of tx.inputs.entries()) {
    const key = `${previousOutput.txid}:${previousOutput.index}`;
    const found = byOutpoint.get(key) ?? inOrder[next++];
    if (found === undefined) return problem(`input ${i} spends ${key}, which is not given`);
    prevouts.push(found);
  }
  return { ok: true, prevouts };
}

function parseEntries(text: string): readonly unknown[] | string {
  const trimmed = text.trim();
  if (/^[0-9a-f]+$/i.test(trimmed)) return [trimmed];
  let parsed: unknown;
  try {
    parsed = JSON.parse(trimmed);
  } catch (error) {
    return `not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (!Array.isArray(parsed)) return 'a JSON array is expected';
  return parsed.length > maxEntries ? `more than ${maxEntries} entries` : parsed;
}

/** Files one entry; returns what is wrong with it, if anything is. */
function collect(entry: unknown, byOutpoint: Map<string, TxOutput>, inOrder: TxOutput[]): string | undefined {
  if (typeof entry === 'string') return collectRawTransaction(entry, byOutpoint);
  if (Array.isArray(entry)) {
    const output = outputOf(entry[0], entry[1]);
    if (typeof output === 'string') return output;
    inOrder.push(output);
    return undefined;
  }
  if (entry === null || typeof entry !== 'object') return 'a hex string, an array or an object is expected';
  const record = entry as Readonly<Record<string, unknown>>;
  const script = record.scriptPubKey;
  const hex = script !== null && typeof script === 'object' && 'hex' in script ? script.hex : script;
  const satoshis = record.satoshis ?? satoshisOf(record.amount ?? record.value);
  const output = outputOf(satoshis, hex);
  if (typeof output === 'string') return output;
  if (record.txid === undefined) {
    inOrder.push(output);
    return undefined;
  }
  if (typeof record.txid !== 'string' || !/^[0-9a-f]{64}$/i.test(record.txid))
    return 'txid has 64 hex digits';
  if (!isUint32(record.vout)) return 'vout is a number from 0 to 4294967295';
  byOutpoint.set(`${record.txid.toLowerCase()}:${record.vout}`, output);
  return undefined;
}

function collectRawTransaction(hex: string, byOutpoint: Map<string, TxOutput>): string | undefined {
  try {
    const previous = decodeTransaction(hexToBytes(hex));
    const txid = txidOf(previous);
    for (const [index, output] of previous.outputs.entries()) byOutpoint.set(`${txid}:${index}`, output);
    return undefined;
  } catch (error) {
    if (error instanceof DecodeError) return `no raw transaction: ${error.message}`;
    throw error;
  }
}

function outputOf(satoshis: unknown, hex: unknown): TxOutput | string {
  if (typeof hex !== 'string') return 'scriptPubKey is a hex string';
  if (typeof satoshis !== 'number' || !Number.isSafeInteger(satoshis) || satoshis < 0)
    return 'an amount is missing, negative or no whole number of satoshis';
  try {
    return { value: BigInt(satoshis), scriptPubKey: hexToBytes(hex) };
  } catch (error) {
    if (error instanceof DecodeError) return `scriptPubKey: ${error.message}`;
    throw error;
  }
}

/** JSON has no exact decimals; eight of them survive rounding, since 21 million coins are 16 digits. */
function satoshisOf(bitcoins: unknown): number | undefined {
  return typeof bitcoins === 'number' ? Math.round(bitcoins * 1e8) : undefined;
}

function isUint32(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffffffff;
}

function problem(detail: string): ParsedPrevouts {
  return { ok: false, detail };
}
