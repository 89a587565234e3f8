import type { RunRefusal } from '#simulation/refusal';
import type { Run, TimedAction } from '#simulation/run';
import type { Autosave, SavedWork } from './autosave.ts';
import type { StudioOptions } from './create-studio.ts';
import { runFileName, runFileText } from './run-codec.ts';
import type { RemoteSimulation } from './simulation-client.ts';
import type { Notice, StudioState } from './studio-state.ts';

export interface ExchangeOptions {
  readonly simulation: RemoteSimulation;
  readonly find: StudioOptions['scenarios']['find'];
  readonly autosave: Autosave | undefined;
  readonly address: StudioOptions['address'];
  readonly download: StudioOptions['download'];
  /** The run and moment being looked at, and its timeline. */
  readonly work: () =>
    | { readonly run: Run; readonly position: number; readonly timeline: number }
    | undefined;
  readonly openRun: (
    run: Run,
    opening: { readonly ledger?: string; readonly time?: number },
  ) => Promise<boolean>;
  /** Work of this generation was found; its run may still be refused. */
  readonly onGeneration: (generation: number) => void;
  /** A second timeline of the run that was just opened.
   * @param look whether it is the one to look at */
  readonly openSecond: (actions: readonly TimedAction[], look: boolean) => void;
  readonly setBookmarks: (bookmarks: StudioState['bookmarks']) => void;
  readonly notify: (tone: Notice['tone'], key: string, values?: Notice['values']) => void;
  readonly failed: (error: unknown) => void;
}

// Reading what comes from outside takes schemas for everything; a page that just opens needs none of them.
const shareLinks = () => import('./share-link.ts');
const files = () => import('#scenarios/open-file');

/** Runs on their way in and out: links, files, and the work kept from the last visit. All that comes in is untrusted. */
export class Exchange {
  readonly #options: ExchangeOptions;

  constructor(options: ExchangeOptions) {
    this.#options = options;
  }

  /** Opens the link in the address, if it holds one.
   * @returns whether a run is open */
  async openLink(): Promise<boolean> {
    const { address, find, openRun } = this.#options;
    const hash = address.hash();
    if (hash === '') return false;
    const parsed = await (await shareLinks()).parseShareLink(hash, find);
    if (parsed === undefined) return false;
    address.clearHash();
    if (parsed.ok) return openRun(parsed.value.run, { time: parsed.value.position });
    this.#refuse(parsed.refusal, '');
    return false;
  }

  /** Opens the work of the last visit, if there is any.
   * @returns whether a run is open */
  async openKeptWork(): Promise<boolean> {
    const { autosave, openRun, openSecond, onGeneration, setBookmarks } = this.#options;
    const kept: unknown = await autosave?.load();
    if (kept === undefined || kept === null) return false;
    const { openFile } = await files();
    const { other, ...work } = kept as Partial<SavedWork>;
    const parsed = openFile({ format: 'chainroom-run', version: 1, ...work });
    if (!parsed.ok) {
      this.#refuse(parsed.refusal, '');
      return false;
    }
    const { run, ledger, position, bookmarks, generation } = parsed.value;
    onGeneration(generation);
    // As suspicious as of the work itself; without it, there is one timeline less.
    const actions = other?.actions;
    const beside =
      actions === undefined
        ? undefined
        : openFile({ format: 'chainroom-run', version: 1, run: { ...run, actions } });
    const otherRun = beside?.ok === true ? beside.value.run : undefined;
    const first = otherRun !== undefined && other?.first === true ? otherRun : run;
    if (!(await openRun(first, { ledger, time: position }))) return false;
    setBookmarks(bookmarks);
    if (otherRun !== undefined) openSecond((first === run ? otherRun : run).actions, first !== run);
    return true;
  }

  /** Downloads a run file. */
  async saveFile(): Promise<void> {
    const { work, simulation, download, notify, failed } = this.#options;
    const now = work();
    if (now === undefined) return;
    try {
      const saved = await simulation.save(now.timeline);
      const name = runFileName(saved.run);
      download(name, runFileText({ ...saved, position: now.position }));
      notify('success', 'fileSaved', { name });
    } catch (error) {
      failed(error);
    }
  }

  /** Opens a run or scenario file. */
  async loadText(text: string, name: string): Promise<void> {
    const parsed = (await files()).openFile(text);
    if (!parsed.ok) {
      this.#refuse(parsed.refusal, name);
      return;
    }
    const { run, ledger, position } = parsed.value;
    if (await this.#options.openRun(run, { ledger, time: position })) {
      this.#options.notify('success', 'fileOpened', { name });
    }
  }

  /** The link to this moment; undefined when it would be too long. */
  async shareLink(): Promise<string | undefined> {
    const { work, address, find } = this.#options;
    const now = work();
    if (now === undefined) return undefined;
    const hash = await (await shareLinks()).shareLinkHash(now, find);
    return hash === undefined ? undefined : `${address.base()}#${hash}`;
  }

  #refuse({ key, path, values }: RunRefusal, name: string): void {
    this.#options.notify('error', key, { ...values, path, name });
  }
}
