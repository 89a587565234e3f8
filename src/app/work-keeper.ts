import type { Autosave, AutosaveFailure, SavedWork } from './autosave.ts';

type Work = Omit<SavedWork, 'ledger' | 'generation'>;

export interface WorkKeeperOptions {
  readonly autosave: Autosave | undefined;
  /** What to keep now; undefined while no run is open. */
  readonly work: () => Work | undefined;
  /** The ledger of the timeline being looked at. */
  readonly ledger: () => Promise<string>;
  /** Called once for each way in which keeping fails. */
  readonly onFailure: (failure: AutosaveFailure) => void;
}

const everyMillis = 5_000;
/** A long ledger takes time to copy: this many characters are worth a second's wait. */
const charactersPerMillisecond = 400;

/** Keeps the user's work every few seconds while it changes, and once more when the page goes. */
export class WorkKeeper {
  /** Of two copies the one with the larger number is newer. */
  generation = 0;
  readonly #options: WorkKeeperOptions;
  #keptAt = 0;
  #waitMillis = everyMillis;
  #keeping = false;
  #kept = '';
  readonly #failures = new Set<AutosaveFailure>();

  constructor(options: WorkKeeperOptions) {
    this.#options = options;
  }

  /** To be called every frame, with real milliseconds. */
  keepIfDue(now: number): void {
    const { autosave, work } = this.#options;
    if (autosave === undefined || this.#keeping || now - this.#keptAt < this.#waitMillis) return;
    this.#keptAt = now;
    const state = work();
    if (state === undefined) return;
    const { run, position, bookmarks, other } = state;
    const fingerprint = JSON.stringify([run.seed, run.actions, position, bookmarks, other]);
    if (fingerprint === this.#kept) return;
    this.#keeping = true;
    this.#keep(autosave, state)
      .then((kept) => {
        if (kept) this.#kept = fingerprint;
      })
      .finally(() => {
        this.#keeping = false;
      });
  }

  /** Keeps what can be kept without waiting. */
  keepNow(): void {
    const state = this.#options.work();
    if (state !== undefined) this.#options.autosave?.saveNow({ ...state, generation: ++this.generation });
  }

  async #keep(autosave: Autosave, state: Work): Promise<boolean> {
    const ledger = await this.#options.ledger().catch(() => undefined);
    if (ledger === undefined) return false;
    this.#waitMillis = everyMillis + ledger.length / charactersPerMillisecond;
    const failure = await autosave.save({ ...state, ledger, generation: ++this.generation });
    if (failure === undefined) return true;
    if (!this.#failures.has(failure)) this.#options.onFailure(failure);
    this.#failures.add(failure);
    return false;
  }
}
