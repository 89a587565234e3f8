import { roundConstants } from '#bitcoin/crypto/sha256-constants';
import type { Word } from './word-graph.ts';

/** Bytes of a vector: four words, one for each of four nonces. */
export const vectorBytes = 16;

/** Where things lie in the kernel's memory, in bytes. Vectors are aligned to 16. */
export const memoryLayout = {
  /** Inputs for a header, a word each: midstate 0 … 7, the header's last three words before the nonce. */
  inputs: 0,
  /** The answer: four bits "hash's highest word at most the target's" and, one word further, "less". */
  answer: 64,
  /** The eight working variables between two stretches of code. */
  state: 128,
  /** The latest 16 words of the message schedule, word t at slot t mod 16. */
  ring: 256,
  /** The 64 round constants, each four times over. */
  roundConstants: 512,
  /** Other words known before the nonce, each four times over, in the order in which they are first needed. */
  pool: 1536,
} as const;

/** Gives a place in memory to every word that is known before the nonce: a constant is written once when the kernel
 * is made, a header's word once a header. Reading them is free beside the arithmetic, whereas immediates are not. */
export interface WordPool {
  /** The address of the vector that holds this word four times. */
  readonly addressOf: (word: Word) => number;
  readonly constants: readonly { readonly address: number; readonly value: number }[];
  readonly headerWords: readonly { readonly address: number; readonly word: Word }[];
}

/** A pool that holds the round constants already. */
export function createWordPool(): WordPool {
  const constants = Array.from(roundConstants, (value, t) => ({ address: roundConstantAt(t), value }));
  const headerWords: { address: number; word: Word }[] = [];
  const byValue = new Map(constants.map(({ value, address }) => [value, address]));
  const byWord = new Map<Word, number>();
  let next: number = memoryLayout.pool;

  const addressOf = (word: Word): number => {
    const known = word.op === 'constant' ? byValue.get(word.value) : byWord.get(word);
    if (known !== undefined) return known;
    const address = next;
    next += vectorBytes;
    if (word.op === 'constant') {
      byValue.set(word.value, address);
      constants.push({ address, value: word.value });
    } else {
      byWord.set(word, address);
      headerWords.push({ address, word });
    }
    return address;
  };
  return { addressOf, constants, headerWords };
}

/** The address of round constant `t`. */
export function roundConstantAt(t: number): number {
  return memoryLayout.roundConstants + vectorBytes * t;
}
