import { bytesToHex } from '../encoding/hex.ts';
import { OP, opcodeName } from './opcodes.ts';
import { readOperation, type ScriptOperation } from './parse-script.ts';
import { decodeScriptNumber } from './script-number.ts';
import { hashTypeName, isDefinedHashType, isStrictDerSignature } from './signature-encoding.ts';

/** Largest script that can be spent at all.
 * @see Bitcoin Core `MAX_SCRIPT_SIZE` */
const MAX_SCRIPT_SIZE = 10_000;

/** A script in words, exactly as Bitcoin Core's decoded JSON shows it: short pushes as numbers, longer ones as hex.
 * @param options.decodeSighash writes `[ALL]` behind what looks like a signature, as Core does for a scriptSig
 * @see Bitcoin Core `ScriptToAsmStr`, src/core_io.cpp */
export function scriptAsm(script: Uint8Array, options: { readonly decodeSighash?: boolean } = {}): string {
  const unspendable = script[0] === OP.RETURN || script.length > MAX_SCRIPT_SIZE;
  const decodeSighash = (options.decodeSighash ?? false) && !unspendable;
  const words: string[] = [];
  for (let offset = 0; offset < script.length; ) {
    const operation = readOperation(script, offset);
    words.push(wordOf(operation, decodeSighash));
    if (operation.truncated) break;
    offset = operation.end;
  }
  return words.join(' ');
}

function wordOf({ opcode, data, truncated }: ScriptOperation, decodeSighash: boolean): string {
  if (truncated) return '[error]';
  if (data === undefined) return opcodeWord(opcode);
  if (data.length <= 4) return String(decodeScriptNumber(data, false));
  return decodeSighash ? signatureOrHex(data) : bytesToHex(data);
}

function opcodeWord(opcode: number): string {
  if (opcode === OP['1NEGATE']) return '-1';
  if (opcode >= OP['1'] && opcode <= OP['16']) return String(opcode - OP.RESERVED);
  return opcodeName(opcode);
}

function signatureOrHex(data: Uint8Array): string {
  const hashType = data[data.length - 1]!;
  if (!isStrictDerSignature(data) || !isDefinedHashType(hashType)) return bytesToHex(data);
  return `${bytesToHex(data.subarray(0, -1))}[${hashTypeName(hashType)}]`;
}
