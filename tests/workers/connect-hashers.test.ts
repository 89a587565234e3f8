import * as Comlink from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { bestSearch } from '../../src/mining/best-search.ts';
import { connectHashers } from '../../src/workers/connect-hashers.ts';
import { createHashService } from '../../src/workers/hash-service.ts';
import { genesisHeader, genesisTarget } from '../mining/search-properties.ts';

const batch = [{ header: genesisHeader, target: genesisTarget, firstNonce: 2_083_200_000, count: 60_000 }];
const opened: MessagePort[] = [];

afterEach(() => {
  for (const port of opened.splice(0)) port.close();
});

/** A port with a hash service at its other end, or with nobody. */
function portTo(kind: 'service' | 'nobody'): MessagePort {
  const { port1, port2 } = new MessageChannel();
  opened.push(port1, port2);
  const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
  if (kind === 'service') Comlink.expose(createHashService(bestSearch(), pause), port1);
  return port2;
}

describe('connected hash workers', () => {
  const cases = [
    ['all that answer', ['service', 'service']],
    ['those that answer', ['nobody', 'service', 'nobody']],
    ['this thread when none does', ['nobody']],
  ] as const;
  for (const [who, kinds] of cases) {
    it(`searches with ${who}`, async () => {
      const hashers = connectHashers(kinds.map(portTo), 200);
      expect(hashers.count).toBe(kinds.length);
      expect((await hashers.search(batch))[0]!.nonce).toBe(2_083_236_893);
      expect((await hashers.search(batch))[0]!.nonce).toBe(2_083_236_893);
    });
  }
});
