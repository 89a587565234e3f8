import { concatBytes } from '../encoding/concat-bytes.ts';
import { OP } from './opcodes.ts';
import { encodeScriptNumber } from './script-number.ts';

/** The instruction that pushes `data`, with the shortest length prefix. Small numbers are not turned into opcodes.
 * @see Bitcoin Core `CScript::operator<<(std::span)` */
export function pushData(data: Uint8Array): Uint8Array {
  const { length } = data;
  if (length < OP.PUSHDATA1) return concatBytes(Uint8Array.of(length), data);
  if (length <= 0xff) return concatBytes(Uint8Array.of(OP.PUSHDATA1, length), data);
  if (length <= 0xffff) return concatBytes(Uint8Array.of(OP.PUSHDATA2, length & 0xff, length >> 8), data);
  const size = Uint8Array.of(length, length >> 8, length >> 16, length >> 24);
  return concatBytes(Uint8Array.of(OP.PUSHDATA4), size, data);
}

/** The shortest instruction that pushes an integer: OP_0, OP_1NEGATE, OP_1 … OP_16 or a data push.
 * @see Bitcoin Core `CScript::push_int64` */
export function pushNumber(value: number): Uint8Array {
  if (value === 0) return Uint8Array.of(OP['0']);
  if (value === -1 || (value >= 1 && value <= 16)) return Uint8Array.of(OP.RESERVED + value);
  return pushData(encodeScriptNumber(value));
}
