import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';

/** The words that tests look for, in the language of the page. */
const words = {
  en: {
    play: 'Play',
    pause: 'Pause',
    playhead: 'Playhead',
    timeline: 'Timeline',
    network: 'Network',
    help: 'Help and keyboard',
    language: /Language/,
  },
  'zh-CN': {
    play: '播放',
    pause: '暂停',
    playhead: '播放位置',
    timeline: '时间线',
    network: '网络',
    help: '帮助与键盘',
    language: /语言/,
  },
} as const;

/** The page as a reader finds it: by role and label, never by class name. */
export class StudioPage {
  readonly page: Page;
  /** What went wrong on the console so far. */
  readonly errors: readonly string[];
  readonly language: keyof typeof words;

  constructor(page: Page, errors: readonly string[], language: keyof typeof words = 'en') {
    this.page = page;
    this.errors = errors;
    this.language = language;
  }

  private get words() {
    return words[this.language];
  }

  /** The same page, spoken to in another language. */
  in(language: keyof typeof words): StudioPage {
    return new StudioPage(this.page, this.errors, language);
  }

  get header(): Locator {
    return this.page.getByRole('banner');
  }
  get timeline(): Locator {
    return this.page.getByRole('region', { name: this.words.timeline, exact: true });
  }
  get playhead(): Locator {
    return this.page.getByRole('slider', { name: this.words.playhead });
  }
  get playButton(): Locator {
    return this.timeline.getByRole('button', { name: this.words.play, exact: true });
  }
  get pauseButton(): Locator {
    return this.timeline.getByRole('button', { name: this.words.pause, exact: true });
  }
  get notices(): Locator {
    return this.page.getByRole('alert');
  }

  /** Waits until time has passed in the simulated world. */
  async untilAlive(): Promise<void> {
    await this.page.getByRole('slider', { name: /Playhead|播放位置/ }).waitFor();
    await this.page.waitForFunction(
      () => Number(document.querySelector('[role=slider][aria-valuenow]')?.getAttribute('aria-valuenow')) > 0,
      undefined,
      { timeout: 30_000 },
    );
  }

  /** Waits until the playhead stands at or behind a simulated time. */
  async untilTime(seconds: number): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => {
        const slider = document.querySelector('#timeline [role=slider]');
        return Number(slider?.getAttribute('aria-valuenow')) >= wanted;
      },
      seconds,
      { timeout: 60_000 },
    );
  }

  async play(): Promise<void> {
    if (await this.playButton.isVisible()) await this.playButton.click();
  }

  async pause(): Promise<void> {
    if (await this.pauseButton.isVisible()) await this.pauseButton.click();
    await this.playButton.waitFor();
  }

  /** Where the playhead stands, in words. */
  async position(): Promise<string> {
    return (await this.playhead.getAttribute('aria-valuetext')) ?? '';
  }

  /** Where the playhead stands, in simulated seconds. */
  async seconds(): Promise<number> {
    return Number(await this.playhead.getAttribute('aria-valuenow'));
  }

  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
  }

  async openScenario(title: string): Promise<void> {
    await this.header.getByRole('button', { name: /seed|种子/ }).click();
    await this.page.getByRole('menuitemcheckbox', { name: title }).click();
    await this.header.getByRole('button', { name: title }).waitFor();
    await this.untilAlive();
  }

  async switchLanguage(): Promise<void> {
    await this.header.getByRole('button', { name: this.words.language }).click();
  }

  /** How many pixels the page is wider than the window. */
  async overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  }

  /** Violations of WCAG 2.2 AA and of good practice that axe finds, as readable lines.
   * @param part selector of the part that changed since the last look; the whole page when left out */
  async violations(part?: string): Promise<readonly string[]> {
    const builder = new AxeBuilder({ page: this.page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      // Tooltips and menus live outside the landmarks, next to <main>, and have roles of their own.
      .disableRules(['region']);
    const { violations } = await (part === undefined ? builder : builder.include(part)).analyze();
    return violations.flatMap((violation) =>
      violation.nodes.map(
        (node) => `${violation.id}: ${node.target.join(' ')} — ${node.failureSummary ?? ''}`,
      ),
    );
  }
}
