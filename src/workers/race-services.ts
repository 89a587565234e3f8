import type { HeaderSearch } from '#mining/header-search';
import type { RemoteHashService } from './search-pool.ts';

/** Hashes per second of each service over `millis`, one after the other, after as long a warm-up: what optimises code
 * or raises a clock does so then. A service that fails has 0. Nobody should pick by anything else than such a race:
 * a phone's GPU may be slower than its processor. */
export async function raceServices(
  services: readonly RemoteHashService[],
  clock: () => number,
  millis = 250,
): Promise<readonly number[]> {
  const rates: number[] = [];
  for (const service of services) {
    await rateOf(service, clock, millis);
    rates.push(await rateOf(service, clock, millis));
  }
  return rates;
}

/** No hash meets this target, so that the search runs until it is cancelled. */
const hopeless: HeaderSearch = {
  header: new Uint8Array(80),
  target: new Uint8Array(32),
  firstNonce: 0,
  count: 4_294_967_296,
};

/** Tickets of races, out of the way of those that a pool counts up. */
let tickets = -1;

async function rateOf(service: RemoteHashService, clock: () => number, millis: number): Promise<number> {
  const ticket = tickets--;
  const began = clock();
  try {
    const answer = service.search([hopeless], ticket);
    const timer = setTimeout(() => service.cancel(ticket), millis);
    const [result] = await answer.finally(() => clearTimeout(timer));
    return ((result?.tried ?? 0) * 1000) / (clock() - began);
  } catch {
    return 0;
  }
}
