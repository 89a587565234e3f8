import { ByteReader } from '#bitcoin/encoding/byte-reader';
import { bytesToHex } from '#bitcoin/encoding/hex';
import { scriptAsm } from '#bitcoin/script/script-asm';
import { formatCoins } from '../../format/coins.ts';

/** Names of the parts of what a version 0 witness signature signs; i18n keys. */
export type PreimagePart =
  | 'version'
  | 'hashPrevouts'
  | 'hashSequence'
  | 'outpoint'
  | 'scriptCode'
  | 'amount'
  | 'sequence'
  | 'hashOutputs'
  | 'lockTime'
  | 'hashType';

/** One part of a preimage. */
export interface PreimageField {
  readonly part: PreimagePart;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The parts of the bytes that a version 0 witness signature covers.
 * @throws {DecodeError} when `bytes` are no such preimage
 * @see BIP-0143, "Specification" */
export function bip143Fields(bytes: Uint8Array): readonly PreimageField[] {
  const reader = new ByteReader(bytes);
  const fields: PreimageField[] = [];
  function add(part: PreimagePart, read: () => string): void {
    const start = reader.offset;
    const text = read();
    fields.push({ part, start, end: reader.offset, text });
  }
  add('version', () => String(reader.u32()));
  add('hashPrevouts', () => bytesToHex(reader.bytes(32)));
  add('hashSequence', () => bytesToHex(reader.bytes(32)));
  add('outpoint', () => `${bytesToHex(reader.bytes(32).reverse())}:${reader.u32()}`);
  add('scriptCode', () => scriptAsm(reader.varBytes()));
  add('amount', () => formatCoins(reader.i64()));
  add('sequence', () => reader.u32().toString(16).padStart(8, '0'));
  add('hashOutputs', () => bytesToHex(reader.bytes(32)));
  add('lockTime', () => String(reader.u32()));
  add('hashType', () => String(reader.u32()));
  reader.expectEnd();
  return fields;
}
