import type { Run } from '#simulation/run';
import type { SeedCondition } from '#workers/simulation-api';
import { searchSeeds } from './search-seeds.ts';
import type { SimulationClient } from './simulation-client.ts';
import type { Notice, StudioState } from './studio-state.ts';

export interface SearchingOptions {
  readonly client: SimulationClient;
  readonly run: () => Run;
  /** The timeline being looked at; undefined while no run is open. */
  readonly timeline: () => number | undefined;
  readonly set: (patch: Pick<Partial<StudioState>, 'seedSearch' | 'verification'>) => void;
  readonly seedSearch: () => StudioState['seedSearch'];
  readonly notify: (tone: Notice['tone'], key: string, values?: Notice['values']) => void;
  /** Says what went wrong. */
  readonly failed: (error: unknown) => void;
}

/** Long work that the reader asks for and that time does not wait for: a seed that does something, and verifying. */
export class Searching {
  readonly #options: SearchingOptions;
  #search: AbortController | undefined;
  #verifying = false;

  constructor(options: SearchingOptions) {
    this.#options = options;
  }

  /** Tries seeds until one meets the condition. */
  async findSeed(condition: SeedCondition): Promise<void> {
    const { client, run, set, notify, failed } = this.#options;
    this.stop();
    const mine = new AbortController();
    this.#search = mine;
    try {
      const result = await searchSeeds({
        run: run(),
        condition,
        client,
        cancelled: mine.signal,
        onProgress: (seedSearch) => this.#search === mine && set({ seedSearch }),
      });
      if (this.#search !== mine) return;
      set({ seedSearch: result });
      if (result.foundSeed === undefined) notify('info', 'seedNotFound', { tried: result.tried });
      else notify('success', 'seedFound', { seed: result.foundSeed });
    } catch (error) {
      set({ seedSearch: undefined });
      failed(error);
    }
  }

  /** Ends a search of seeds; what it has found so far stays on the screen. */
  cancel(): void {
    const { set, seedSearch } = this.#options;
    this.stop();
    const search = seedSearch();
    if (search !== undefined) set({ seedSearch: { ...search, running: false } });
  }

  /** Ends a search of seeds silently. */
  stop(): void {
    this.#search?.abort();
    this.#search = undefined;
  }

  /** Searches every header of the timeline afresh and compares trace hashes. */
  async verify(): Promise<void> {
    const { client, timeline, set, notify, failed } = this.#options;
    const id = timeline();
    if (id === undefined || this.#verifying) return;
    this.#verifying = true;
    try {
      let progress = await client.simulation.verifyStep(id);
      while (!progress.done && timeline() === id) {
        set({ verification: progress });
        progress = await client.simulation.verifyStep(id);
      }
      if (!progress.done) return;
      set({ verification: progress });
      if (progress.matches === true) notify('success', 'verified');
      else notify('error', 'notVerified');
    } catch (error) {
      failed(error);
    } finally {
      this.#verifying = false;
    }
  }
}
