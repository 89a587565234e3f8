import { createStore, type StoreApi } from 'zustand/vanilla';
import { mainnetGenesisBlock } from '#bitcoin/chain/genesis-block';
import { encodeHeader, hashHeader } from '#bitcoin/primitives/block-header';
import type { BlockHash } from '#bitcoin/primitives/hashes';
import { nonceSpace } from '#mining/header-search';
import {
  createSearchPool,
  type HashRate,
  type PooledSearch,
  type RemoteHashService,
} from '#workers/search-pool';
import { difficultyOf } from './difficulty-scale.ts';

/** Where the search for the genesis nonce stands. */
export interface ChallengeState {
  readonly phase: 'idle' | 'starting' | 'searching' | 'paused' | 'found' | 'missed' | 'failed';
  /** The first nonce of this challenge. */
  readonly from: number;
  /** Every nonce from `from` up to here, this one not included, has been tried. */
  readonly at: number;
  /** Milliseconds of searching, pauses left out. */
  readonly millis: number;
  readonly hashesPerSecond: number;
  readonly workers: readonly HashRate[];
  /** What the race between processor and graphics processor showed; undefined before it. */
  readonly race: Race | undefined;
  /** The graphics processor took part and is gone: its device was lost, or its worker ended. Its work is done by the
   * others. */
  readonly gpuLost: boolean;
  readonly found: { readonly nonce: number; readonly hash: BlockHash } | undefined;
}

/** A short race before the search: the graphics processor joins when it alone beats all workers together. */
export interface Race {
  /** Hashes per second of all workers together, as one of them shows. */
  readonly workers: number;
  /** Hashes per second; undefined where there is no graphics processor that computes. */
  readonly gpu: number | undefined;
  readonly device: string;
  readonly gpuJoins: boolean;
}

/** The miners of one stretch of the search. */
export interface ChallengeCrew {
  readonly services: readonly RemoteHashService[];
  readonly race: Race;
  close(): void;
}

/** A search that survives pauses and reloads. */
export interface GenesisChallenge {
  readonly store: StoreApi<ChallengeState>;
  /** Begins at `from`, forgetting what was before. */
  start(from: number): void;
  pause(): void;
  resume(): void;
  /** Ends the search and forgets it. */
  cancel(): void;
  /** Pauses, and ends the workers. */
  stop(): void;
}

export interface ChallengeOptions {
  readonly startCrew: () => Promise<ChallengeCrew>;
  readonly clock: () => number;
  /** Throws where the browser refuses. */
  readonly storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

/** The header whose nonce is looked for. */
export const genesisHeader = mainnetGenesisBlock.header;
const headerBytes = encodeHeader(genesisHeader);
const target = difficultyOf(genesisHeader.bits)!.targetBytes;
const key = 'chainroom.genesis-challenge';
const saveMillis = 2_000;

const nothingYet: ChallengeState = {
  phase: 'idle',
  from: 0,
  at: 0,
  millis: 0,
  hashesPerSecond: 0,
  workers: [],
  race: undefined,
  gpuLost: false,
  found: undefined,
};

/** A challenge that takes up where the last visit stopped, paused. */
export function createGenesisChallenge({ startCrew, clock, storage }: ChallengeOptions): GenesisChallenge {
  const store = createStore<ChallengeState>(() => ({ ...nothingYet, ...load() }));
  let crew: ChallengeCrew | undefined;
  /** Counts up whenever what is under way no longer matters. */
  let turn = 0;
  let halt: () => void = () => {};

  return {
    store,
    start(from) {
      endTurn();
      store.setState({ ...nothingYet, from, at: from, race: store.getState().race });
      void search();
    },
    pause,
    resume() {
      if (store.getState().phase === 'paused' || store.getState().phase === 'failed') void search();
    },
    cancel() {
      endTurn();
      forget();
      store.setState({ ...nothingYet, race: store.getState().race });
    },
    stop() {
      pause();
      crew?.close();
      crew = undefined;
    },
  };

  function pause(): void {
    const { phase } = store.getState();
    if (phase !== 'searching' && phase !== 'starting') return;
    endTurn();
    store.setState({ phase: 'paused', hashesPerSecond: 0 });
    save();
  }

  function endTurn(): void {
    turn++;
    halt();
    halt = () => {};
  }

  async function search(): Promise<void> {
    const own = ++turn;
    store.setState({ phase: 'starting', found: undefined });
    try {
      if (crew === undefined) {
        const started = await startCrew();
        if (own !== turn) return started.close();
        crew = started;
      }
      store.setState({ phase: 'searching', race: crew.race });
      await run(own, crew);
    } catch {
      if (own !== turn) return;
      endTurn();
      crew?.close();
      crew = undefined;
      store.setState({ phase: 'failed' });
      save();
    }
  }

  async function run(own: number, { services, race }: ChallengeCrew): Promise<void> {
    const { at, millis } = store.getState();
    const pool = createSearchPool(services, clock);
    const began = clock();
    let saved = began;
    const pooled: PooledSearch = pool.begin([
      { header: headerBytes, target, firstNonce: at, count: nonceSpace - at },
    ]);
    const publish = () => {
      const tried = pooled.results()[0]!.tried;
      const workers = pool.rates();
      const hashesPerSecond = workers.reduce((sum, each) => sum + each.hashesPerSecond, 0);
      store.setState({
        at: Math.min(nonceSpace, at + tried),
        millis: millis + clock() - began,
        workers,
        hashesPerSecond,
        // `raceCrew` puts it last.
        gpuLost: race.gpuJoins && pool.lost().includes(services.length - 1),
      });
      if (clock() - saved < saveMillis) return;
      saved = clock();
      save();
    };
    const timer = setInterval(publish, 100);
    halt = () => {
      clearInterval(timer);
      publish();
      pooled.cancel();
    };
    const [result] = await pooled.done;
    if (own !== turn) return;
    endTurn();
    const nonce = result!.nonce;
    const found = nonce < 0 ? undefined : { nonce, hash: hashHeader({ ...genesisHeader, nonce }) };
    store.setState({
      phase: found === undefined ? 'missed' : 'found',
      at: found === undefined ? nonceSpace : nonce + 1,
      millis: millis + clock() - began,
      found,
    });
    forget();
  }

  function save(): void {
    const { from, at, millis } = store.getState();
    try {
      storage().setItem(key, JSON.stringify({ from, at, millis: Math.round(millis) }));
    } catch {
      // Without storage the challenge lasts for this visit only.
    }
  }

  function forget(): void {
    try {
      storage().removeItem(key);
    } catch {
      // It was never kept.
    }
  }

  function load(): Partial<ChallengeState> {
    try {
      const saved: unknown = JSON.parse(storage().getItem(key) ?? 'null');
      if (typeof saved !== 'object' || saved === null) return {};
      const { from, at, millis } = saved as Record<string, unknown>;
      if (!isNonce(from) || !isNonce(at) || at < from) return {};
      return { phase: 'paused', from, at, millis: typeof millis === 'number' && millis >= 0 ? millis : 0 };
    } catch {
      return {};
    }
  }
}

function isNonce(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < nonceSpace;
}

/** Whether a find is the one of 3 January 2009, hash and all. */
export function isOriginal(found: { readonly nonce: number; readonly hash: BlockHash }): boolean {
  return found.nonce === genesisHeader.nonce && found.hash === hashHeader(genesisHeader);
}
