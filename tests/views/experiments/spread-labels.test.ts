import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spreadLabels } from '../../../src/views/experiments/spread-labels.ts';

test('labels with room stay where they are', () => {
  expect(spreadLabels([10, 50, 90], 12, 0, 100)).toEqual([10, 50, 90]);
});

test('labels that would meet move apart evenly, in their order', () => {
  expect(spreadLabels([50, 50], 10, 0, 100)).toEqual([45, 55]);
  expect(spreadLabels([52, 50, 51], 10, 0, 100)).toEqual([61, 41, 51]);
  expect(spreadLabels([99, 100], 10, 0, 100)).toEqual([90, 100]);
});

test('no two labels cover each other, and each stays within the limits', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 12 }), (wanted) => {
      const placed = spreadLabels(wanted, 20, 0, 300);
      const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
      for (let k = 1; k < order.length; k++) {
        expect(placed[order[k]!]! - placed[order[k - 1]!]!).toBeGreaterThanOrEqual(20 - 1e-9);
      }
      for (const at of placed) {
        expect(at).toBeGreaterThanOrEqual(-1e-9);
        expect(at).toBeLessThanOrEqual(300 + 1e-9);
      }
    }),
  );
});
