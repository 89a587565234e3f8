import type { StudioOptions } from '#app/create-studio';
import { createStudio } from '#app/create-studio';
import type { Studio } from '#app/studio-state';
import { findScenario, shippedScenarios } from '#scenarios/shipped';
import type { Scenario } from '#simulation/scenario/scenario';
import { SimulationService } from '#workers/simulation-service';

/** A page without a page: the real simulation in this thread, frames by hand, and everything it would write caught. */
export interface Page {
  readonly studio: Studio;
  readonly downloads: { readonly name: string; readonly text: string }[];
  readonly calls: string[];
  hash: string;
  kept: unknown;
  /** Lets `seconds` of real time pass, frame by frame, with the worker answering in between. */
  play(seconds: number, framesPerSecond?: number): Promise<void>;
  /** Runs frames until `condition` holds. */
  until(condition: () => boolean, seconds?: number): Promise<void>;
  hide(): void;
  changeHash(hash: string): void;
}

export interface PageOptions {
  readonly hash?: string;
  readonly kept?: unknown;
  readonly scenario?: string;
  readonly client?: Partial<StudioOptions['client']>;
  readonly simulation?: (
    real: StudioOptions['client']['simulation'],
  ) => StudioOptions['client']['simulation'];
}

/** Lets promises that are ready go on. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

export async function openPage(options: PageOptions = {}): Promise<Page> {
  const service = new SimulationService({
    clock: () => performance.now(),
    connect: () => {
      throw new Error('this page has no hash workers');
    },
  });
  const calls: string[] = [];
  const remote = new Proxy(service, {
    get(target, verb: keyof SimulationService) {
      return async (...parameters: unknown[]) => {
        calls.push(verb);
        await breathe();
        return (target[verb] as (...parameters: unknown[]) => unknown).apply(target, parameters);
      };
    },
  }) as unknown as StudioOptions['client']['simulation'];
  let nextFrame: ((now: number) => void) | undefined;
  let now = 0;
  let hide = () => {};
  let hashChanged = () => {};
  const page = { hash: options.hash ?? '', kept: options.kept, downloads: [] as Page['downloads'], calls };
  const studio = await createStudio({
    client: {
      simulation: options.simulation?.(remote) ?? remote,
      hashers: 0,
      seedTriers: 2,
      trySeed: (run, condition) => service.trySeed(run, condition),
      stopSeedTrials: () => {},
      close: () => {},
      ...options.client,
    },
    scenarios: {
      first: (options.scenario === undefined
        ? shippedScenarios[0]
        : findScenario(options.scenario)) as Scenario,
      find: findScenario,
    },
    settings: {
      load: () => ({
        language: 'en',
        theme: 'system',
        presenter: false,
        singleKeys: true,
        verbosity: 'milestones',
        packetsOpen: false,
      }),
      save: () => {},
    },
    autosave: {
      load: async () => page.kept,
      save: async (work) => {
        page.kept = structuredClone(work);
        return undefined;
      },
      saveNow: (work) => {
        page.kept = structuredClone({ ...work, ledger: '' });
      },
    },
    requestFrame: (callback) => {
      nextFrame = callback;
    },
    address: {
      hash: () => page.hash,
      base: () => 'http://localhost/',
      clearHash: () => {
        page.hash = '';
      },
      onHashChange: (listener) => {
        hashChanged = listener;
      },
    },
    onPageHide: (listener) => {
      hide = listener;
    },
    download: (name, text) => page.downloads.push({ name, text }),
  });
  const tick = async (millis: number) => {
    now += millis;
    nextFrame?.(now);
    await breathe();
  };
  const opened: Page = Object.assign(page, {
    studio,
    async play(seconds: number, framesPerSecond = 20) {
      for (let frame = 0; frame < seconds * framesPerSecond; frame++) await tick(1000 / framesPerSecond);
    },
    async until(condition: () => boolean, seconds = 120) {
      for (let frame = 0; frame < seconds * 20 && !condition(); frame++) await tick(50);
      if (!condition()) throw new Error('it never came to that');
    },
    hide: () => hide(),
    changeHash(hash: string) {
      page.hash = hash;
      hashChanged();
    },
  });
  await opened.until(() => studio.getState().status !== 'loading');
  return opened;
}
