import { joinBytes } from '../encoding/concat-bytes.ts';
import { DecodeError } from '../encoding/decode-error.ts';
import { hexToBytes } from '../encoding/hex.ts';
import { OP, opcodeOf } from './opcodes.ts';
import { pushData, pushNumber } from './push-data.ts';

/** The script that a text stands for, word by word:
 * - `DUP`, `OP_DUP`: an opcode
 * - `0`, `-1`, `16`, `1000`: pushes a number in the shortest way
 * - `'text'`: pushes the characters (each below 256; spaces allowed)
 * - `<02ab…>`: pushes the bytes; `<>` pushes nothing, that is OP_0
 * - `0x02ab`: these bytes verbatim, not pushed
 * @throws {DecodeError} with the character offset of the word that means nothing
 * @see Bitcoin Core `ParseScript`, src/core_io.cpp; `<…>` is ours */
export function assembleScript(text: string): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const { 0: word, index } of text.matchAll(/'[^']*'|<[^>]*>|\S+/g))
    parts.push(assembleWord(word, index));
  return joinBytes(parts);
}

function assembleWord(word: string, offset: number): Uint8Array {
  if (/^-?\d+$/.test(word)) return assembleNumber(word, offset);
  if (word.startsWith('0x')) return hexAt(word.slice(2), offset + 2);
  if (word.startsWith('<') && word.endsWith('>')) {
    return pushData(hexAt(word.slice(1, -1).replace(/^0x/, ''), offset + 1));
  }
  if (word.length > 1 && word.startsWith("'") && word.endsWith("'")) {
    return pushData(characterBytes(word.slice(1, -1), offset + 1));
  }
  const opcode = opcodeOf(word);
  // Data pushes need their data, so their opcodes cannot stand alone.
  if (opcode === undefined || (opcode > OP['0'] && opcode < OP['1NEGATE'])) {
    throw new DecodeError(`'${word.slice(0, 40)}' is not a word of script`, offset);
  }
  return Uint8Array.of(opcode);
}

function assembleNumber(word: string, offset: number): Uint8Array {
  const value = Number(word);
  if (Math.abs(value) > 0xffffffff) {
    throw new DecodeError(`script number ${word.slice(0, 40)} is out of range`, offset);
  }
  return pushNumber(value);
}

function hexAt(hex: string, offset: number): Uint8Array {
  try {
    return hexToBytes(hex);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw new DecodeError('bytes are written as pairs of hex digits', offset + error.offset);
  }
}

function characterBytes(characters: string, offset: number): Uint8Array {
  return Uint8Array.from(characters, (character, i) => {
    const code = character.charCodeAt(0);
    if (character.length > 1 || code > 0xff) throw new DecodeError('a character above 255', offset + i);
    return code;
  });
}
