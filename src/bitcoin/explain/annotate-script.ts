import { bytesToHex } from '../encoding/hex.ts';
import { opcodeName } from '../script/opcodes.ts';
import { parseScript } from '../script/parse-script.ts';
import type { Field } from './field.ts';
import { malformedKey } from './field.ts';

/** Every byte of a script: opcodes, and what they push apart from the bytes that say how much.
 * @param offset where the script begins in the bytes on the screen; added to all positions */
export function annotateScript(script: Uint8Array, offset = 0): readonly Field[] {
  const fields: Field[] = [];
  for (const [i, { offset: at, opcode, data, end, truncated }] of parseScript(script).entries()) {
    const path = `operations[${i}]`;
    if (truncated) {
      const value = `${opcodeName(opcode)} wants more bytes than the script has`;
      fields.push({
        start: offset + at,
        end: offset + script.length,
        key: malformedKey,
        value,
        path: malformedKey,
      });
      break;
    }
    const dataStart = end - (data?.length ?? 0);
    fields.push({
      start: offset + at,
      end: offset + dataStart,
      key: data === undefined || opcode === 0 ? 'opcode' : 'push',
      value: opcodeName(opcode),
      path,
    });
    if (data !== undefined && data.length > 0)
      fields.push({
        start: offset + dataStart,
        end: offset + end,
        key: 'data',
        value: bytesToHex(data),
        path: `${path}.data`,
      });
  }
  return fields;
}
