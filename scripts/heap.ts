import { bestSearch } from '#mining/best-search';
import { findPrologue, findScenario } from '#scenarios/shipped';
import { Ledger } from '#simulation/ledger';
import { searchInline } from '#simulation/mining-desk';
import { Timeline } from '#simulation/timeline';

const scenario = findScenario('quiet-network')!;
const search = bestSearch();
const t = new Timeline(
  { engine: 'chainroom-1', scenario, seed: 1, actions: [] },
  findPrologue('classroom'),
  new Ledger(),
);
for (let h = 1; h <= 60; h++) {
  const until = h * 3600e6;
  for (;;) {
    const r = t.advance(until, 2000);
    if (r === 'reached') break;
    if (r === 'searching') for (const q of t.pendingSearches(until, 10e6)) searchInline(q, search, t.ledger);
  }
  t.drain();
  if (h % 10 === 0) {
    (globalThis as any).gc?.();
    const m = process.memoryUsage();
    console.log(
      h,
      'h blocks',
      t.world.blocks.length,
      'tx',
      t.world.transactions.length,
      'payloads',
      t.world.payloads.length,
      'heap',
      (m.heapUsed / 2 ** 20).toFixed(0),
      'ab',
      (m.arrayBuffers / 2 ** 20).toFixed(0),
      'ledger',
      t.ledger.size,
      'cpu',
      (process.cpuUsage().user / 1e6).toFixed(1),
    );
  }
}
