import { assert } from '#bitcoin/encoding/assert';
import type { Word } from './word-graph.ts';

/** The value of words as int32, without generating any code.
 * @param inputs the words that are given with a header, by index
 * @param nonce the nonce as SHA-256 reads it; may be missing where no word depends on it */
export function evaluateWords(words: readonly Word[], inputs: Int32Array, nonce?: number): readonly number[] {
  const known = new Map<Word, number>();
  return words.map(evaluate);

  function evaluate(word: Word): number {
    const before = known.get(word);
    if (before !== undefined) return before;
    const value = compute(word) | 0;
    known.set(word, value);
    return value;
  }

  function compute(word: Word): number {
    const [first = 0, second = 0] = word.operands.map(evaluate);
    switch (word.op) {
      case 'constant':
        return word.value;
      case 'input':
        return inputs[word.value]!;
      case 'nonce':
        assert(nonce !== undefined, 'words that depend on the nonce need one');
        return nonce;
      case 'add':
        return first + second;
      case 'xor':
        return first ^ second;
      case 'and':
        return first & second;
      case 'rotate':
        return (first >>> word.value) | (first << (32 - word.value));
      case 'shift':
        return first >>> word.value;
      case 'load':
      case 'lookup':
        throw new Error('Invariant broken: memory has no value outside a kernel');
    }
  }
}
