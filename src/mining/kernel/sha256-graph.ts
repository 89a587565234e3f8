import { add, and, constant, headerInput, nonceWord, rotate, shift, type Word, xor } from './word-graph.ts';

/** The eight working variables a … h of FIPS 180-4 §6.2.2, or the eight words of a hash. */
export type EightWords = readonly [Word, Word, Word, Word, Word, Word, Word, Word];

/** The state after the first 64 bytes of the header: inputs 0 … 7 of a kernel. */
export const midstateWords = Array.from({ length: 8 }, (_, i) => headerInput(i)) as unknown as EightWords;

/** The message block that ends the header: its last 12 bytes (inputs 8 … 10), nonce, padding, 640 bits. */
export const headerTail: readonly Word[] = [
  ...[headerInput(8), headerInput(9), headerInput(10), nonceWord, constant(0x80000000)],
  ...Array.from({ length: 10 }, () => constant(0)),
  constant(640),
];

/** What follows the first hash in the second one's only message block: padding, 256 bits. */
export const hashPadding: readonly Word[] = [
  constant(0x80000000),
  ...Array.from({ length: 6 }, () => constant(0)),
  constant(256),
];

/** One round: the variables after it, from those before it, the round's constant and its word of the schedule.
 * @see FIPS 180-4 §6.2.2 step 3 */
export function round(before: EightWords, roundConstant: Word, scheduleWord: Word): EightWords {
  const [a, b, c, d, e, f, g, h] = before;
  const temporary1 = add(roundConstant, scheduleWord, h, choice(e, f, g), sum1(e));
  return [add(temporary1, majority(a, b, c), sum0(a)), a, b, c, add(d, temporary1), e, f, g];
}

/** The word of the message schedule that follows from the ones 2, 7, 15 and 16 before it.
 * @see FIPS 180-4 §6.2.2 step 1 */
export function nextScheduleWord(before2: Word, before7: Word, before15: Word, before16: Word): Word {
  return add(before16, before7, sigma0(before15), sigma1(before2));
}

function sum0(a: Word): Word {
  return xor(xor(rotate(a, 2), rotate(a, 13)), rotate(a, 22));
}

function sum1(e: Word): Word {
  return xor(xor(rotate(e, 6), rotate(e, 11)), rotate(e, 25));
}

function sigma0(word: Word): Word {
  return xor(xor(rotate(word, 7), rotate(word, 18)), shift(word, 3));
}

function sigma1(word: Word): Word {
  return xor(xor(rotate(word, 17), rotate(word, 19)), shift(word, 10));
}

/** The textbook's (e & f) ^ (~e & g) with one operation less. A vector instruction that chooses bit by bit exists in
 * WebAssembly; on x86 it becomes three of its own and was 2 % slower. */
function choice(e: Word, f: Word, g: Word): Word {
  return xor(g, and(e, xor(f, g)));
}

/** The textbook's (a & b) ^ (a & c) ^ (b & c) in a form whose a ^ b is the next round's b ^ c: three operations. */
function majority(a: Word, b: Word, c: Word): Word {
  return xor(b, and(difference(a, b), difference(b, c)));
}

const differences = new WeakMap<Word, WeakMap<Word, Word>>();

/** left ^ right, the same word for the same pair, so that two rounds share it. */
function difference(left: Word, right: Word): Word {
  const known = differences.get(left) ?? new WeakMap<Word, Word>();
  differences.set(left, known);
  const word = known.get(right) ?? xor(left, right);
  known.set(right, word);
  return word;
}
