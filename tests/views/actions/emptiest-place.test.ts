import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptiestPlace } from '../../../src/views/actions/emptiest-place.ts';

const spot = fc.record({
  x: fc.double({ min: 0, max: 1, noNaN: true }),
  y: fc.double({ min: 0, max: 1, noNaN: true }),
});

test('a newcomer never lands on somebody, and always inside', () => {
  fc.assert(
    fc.property(fc.array(spot, { maxLength: 12 }), (taken) => {
      const place = emptiestPlace(taken);
      expect(place.x).toBeGreaterThan(0);
      expect(place.x).toBeLessThan(1);
      expect(place.y).toBeGreaterThan(0);
      expect(place.y).toBeLessThan(1);
      for (const one of taken) expect(Math.hypot(place.x - one.x, place.y - one.y)).toBeGreaterThan(0.05);
    }),
  );
});
