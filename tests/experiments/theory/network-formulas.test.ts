import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  deckerWattenhofer,
  integralForkRate,
  uninformedIntegral,
} from '#experiments/theory/decker-wattenhofer';
import { forkRate, forkRateAmong } from '#experiments/theory/fork-rate';
import { reorgDepthBound } from '#experiments/theory/reorg-depth';

test('their own integral gives their own prediction, near what they saw', () => {
  const { uninformedSeconds, meanIntervalSeconds, predictedForkRate, forks, blocks } = deckerWattenhofer;
  const predicted = integralForkRate(uninformedSeconds, meanIntervalSeconds);
  expect(predicted).toBeCloseTo(predictedForkRate, 4);
  expect(Math.abs(predicted - forks / blocks)).toBeLessThan(0.001);
});

test('the integral in seconds and 1 − e^(−τ/T) agree when blocks are rare', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.1, max: 60, noNaN: true }),
      fc.double({ min: 300, max: 3_600, noNaN: true }),
      (delay, spacing) => {
        expect(integralForkRate(delay, spacing)).toBeCloseTo(forkRate(delay, spacing), 3);
      },
    ),
  );
});

test('among equal miners with one delay, the integral is the delay of the others', () => {
  const miners = 5;
  const known = Array.from({ length: miners }, (_, i) => ({ share: 1 / miners, delay: i === 0 ? 0 : 12 }));
  expect(forkRate(uninformedIntegral(known), 600)).toBeCloseTo(forkRateAmong(miners, 12, 600), 12);
});

test('deeper reorganisations are rarer by one factor a block', () => {
  const ratio = reorgDepthBound(2, 4, 60, 600) / reorgDepthBound(1, 4, 60, 600);
  expect(reorgDepthBound(1, 4, 60, 600)).toBeCloseTo(1 - Math.exp(-0.075), 12);
  for (let depth = 2; depth < 8; depth++)
    expect(reorgDepthBound(depth + 1, 4, 60, 600) / reorgDepthBound(depth, 4, 60, 600)).toBeCloseTo(
      ratio,
      12,
    );
});
