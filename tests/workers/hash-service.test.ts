import { describe, expect, it } from 'vitest';
import type { HeaderSearch, SearchHeaders } from '../../src/mining/header-search.ts';
import { createHashService } from '../../src/workers/hash-service.ts';

const longSearch: HeaderSearch = {
  header: new Uint8Array(80),
  target: new Uint8Array(32),
  firstNonce: 0,
  count: 4_000_000,
};

/** A machine of this speed, whose clock shows whole ticks only, and the length of every step it was asked for. */
function machine(noncesPerMilli: number, tick: number) {
  let now = 0.3;
  const steps: number[] = [];
  const search: SearchHeaders = ({ count }) => {
    now += count / noncesPerMilli;
    steps.push(count / noncesPerMilli);
    return { nonce: -1, tried: count };
  };
  return { search, steps, clock: () => Math.floor(now / tick) * tick };
}

describe('hash service', () => {
  for (const tick of [0.1, 1]) {
    for (const speed of [300, 8_000]) {
      it(`looks at its messages every three milliseconds or so: clock ${tick} ms, ${speed} kH/s`, async () => {
        const { search, steps, clock } = machine(speed, tick);
        await createHashService(search, async () => undefined, clock).search([longSearch]);
        const settled = steps.slice(60, -1);
        expect(settled.length).toBeGreaterThan(100);
        expect(Math.max(...settled)).toBeLessThan(6.5);
        const mean = settled.reduce((sum, millis) => sum + millis, 0) / settled.length;
        expect(mean).toBeGreaterThan(2.2);
        expect(mean).toBeLessThan(speed < 1_000 ? 4.5 : 3.6);
      });
    }
  }

  it('ends a cancelled batch at the next pause, with what is known by then', async () => {
    const { search, steps, clock } = machine(8_000, 0.1);
    let pauses = 0;
    const service = createHashService(
      search,
      async () => {
        if (++pauses === 7) service.cancel(3);
      },
      clock,
    );
    const [result] = await service.search([longSearch], 3);
    expect(steps).toHaveLength(7);
    expect(result).toEqual({ nonce: -1, tried: Math.round(8_000 * steps.reduce((sum, each) => sum + each)) });
  });
});
