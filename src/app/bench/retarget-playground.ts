import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HashCrew } from './hash-crew.ts';
import { nextTicket } from './next-ticket.ts';
import {
  createRetargetChain,
  fittingHashPower,
  type RetargetBlock,
  settledInterval,
} from './retarget-chain.ts';

/** What the retarget playground shows. */
export interface PlaygroundState {
  readonly running: boolean;
  readonly failed: boolean;
  readonly retargetInterval: number;
  readonly spacingSeconds: number;
  /** Where the mean settles, seconds. */
  readonly settledSeconds: number;
  /** Times the hash power that fits the first target. */
  readonly power: number;
  /** The latest blocks, oldest first. */
  readonly blocks: readonly RetargetBlock[];
}

/** A chain that runs by itself while one turns the hash power up and down. */
export interface Playground {
  readonly store: StoreApi<PlaygroundState>;
  start(): void;
  pause(): void;
  setPower(power: number): void;
  /** Begins a new chain. */
  reset(retargetInterval: number): void;
  stop(): void;
}

/** Blocks that are shown; older ones stay on the chain. */
const shownBlocks = 480;
/** Blocks between two looks of the eye. */
const blocksPerTurn = 4;
const turnMillis = 60;

/** @param wait resolves after so many milliseconds */
export function createPlayground(
  startCrew: (count: number) => HashCrew,
  wait: (millis: number) => Promise<void>,
): Playground {
  let chain = createRetargetChain(36);
  let crew: HashCrew | undefined;
  let turn = 0;
  const store = createStore<PlaygroundState>(() => ({
    ...facts(),
    running: false,
    failed: false,
    power: 1,
    blocks: [],
  }));

  return {
    store,
    start() {
      if (store.getState().running) return;
      store.setState({ running: true, failed: false });
      void run(++turn);
    },
    pause,
    setPower: (power) => store.setState({ power }),
    reset(retargetInterval) {
      const { running } = store.getState();
      pause();
      chain = createRetargetChain(retargetInterval);
      store.setState({ ...facts(), blocks: [], running });
      if (running) void run(++turn);
    },
    stop() {
      pause();
      crew?.close();
      crew = undefined;
    },
  };

  function facts() {
    const { retargetInterval, spacingSeconds } = chain.params;
    return { retargetInterval, spacingSeconds, settledSeconds: settledInterval(chain.params) };
  }

  function pause(): void {
    turn++;
    store.setState({ running: false });
  }

  async function run(own: number): Promise<void> {
    try {
      crew ??= startCrew(1);
      const service = crew.services[0]!;
      while (own === turn) {
        const power = store.getState().power * fittingHashPower;
        for (let i = 0; i < blocksPerTurn; i++) {
          const [result] = await service.search([chain.next()], nextTicket());
          if (own !== turn) return;
          chain.extend(result!.nonce, power);
        }
        store.setState({ blocks: chain.blocks.slice(-shownBlocks) });
        await wait(turnMillis);
      }
    } catch {
      if (own !== turn) return;
      crew?.close();
      crew = undefined;
      store.setState({ running: false, failed: true });
    }
  }
}

/** The mean interval of each retarget period among these blocks, whole periods only. */
export function periodMeans(
  blocks: readonly RetargetBlock[],
  retargetInterval: number,
): readonly { readonly first: number; readonly last: number; readonly mean: number }[] {
  const periods = new Map<number, RetargetBlock[]>();
  for (const block of blocks) {
    const period = Math.floor(block.height / retargetInterval);
    periods.set(period, [...(periods.get(period) ?? []), block]);
  }
  return [...periods.values()]
    .filter((period) => period.length === retargetInterval)
    .map((period) => ({
      first: period[0]!.height,
      last: period.at(-1)!.height,
      mean: period.reduce((sum, { interval }) => sum + interval, 0) / period.length,
    }));
}
