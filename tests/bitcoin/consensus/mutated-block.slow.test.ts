import { expect, test } from 'vitest';
import { flipBits } from './mutated-block.ts';

test('every single bit of a block is guarded by the layer that is responsible for it', () => {
  expect(flipBits(() => [0, 1, 2, 3, 4, 5, 6, 7]).get('high-hash')).toBe(640);
});
