import { describe, expect, test } from 'vitest';
import { DecodeError } from '#bitcoin/encoding/decode-error';
import { decodeBlock } from '#bitcoin/primitives/decode-block';
import { judge, reasonOf } from '../test-chain.ts';
import { block, bytes, flipBits, hard, parent } from './mutated-block.ts';

describe('no bit of a block can be changed', () => {
  test('the block itself is accepted', () => {
    expect(reasonOf(judge(block, parent, hard).verdict)).toBe('accepted');
  });

  test('a flipped bit in every byte is refused, by the layer that is responsible for it', () => {
    const caught = flipBits((offset) => [(offset * 5 + 3) % 8]);
    expect([...caught.keys()].sort()).toEqual([
      'bad-txnmrklroot',
      'bad-witness-merkle-match',
      'high-hash',
      'undecodable',
    ]);
    expect(caught.get('high-hash')).toBe(80);
  });

  test('every block cut short is undecodable', () => {
    for (let length = 0; length < bytes.length; length += 7) {
      expect(() => decodeBlock(bytes.subarray(0, length))).toThrow(DecodeError);
    }
  });
});
