import { type Browser, type BrowserContext, chromium, type Page, type Response } from 'playwright-core';
import { afterAll, expect, inject } from 'vitest';
import { StudioPage } from './studio-page.ts';

/** What the reader's browser looks like. */
export interface Reader {
  readonly width?: number;
  readonly height?: number;
  readonly language?: 'en-GB' | 'zh-CN';
  readonly theme?: 'light' | 'dark';
  readonly reducedMotion?: boolean;
  /** Lets the page install itself for use without a network. */
  readonly installable?: boolean;
  /** Part after `#` of the address. */
  readonly hash?: string;
  /** Sees every answer that the page gets from its server. */
  readonly onResponse?: (response: Response) => void;
}

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser: Browser | undefined;
const contexts: BrowserContext[] = [];

afterAll(async () => {
  await browser?.close();
  browser = undefined;
});

/** Opens the page as a reader would, and waits until its network lives. Every error on its console is collected. */
export async function openStudio(reader: Reader = {}): Promise<StudioPage> {
  const context = await newContext(reader);
  const page = await context.newPage();
  if (reader.onResponse !== undefined) context.on('response', reader.onResponse);
  const studio = new StudioPage(page, collectErrors(page));
  await page.goto(`${inject('pageUrl')}${reader.hash === undefined ? '' : `#${reader.hash}`}`);
  await studio.untilAlive();
  return studio;
}

/** Closes every page that was opened, and fails if one of them had an error on its console. */
export async function closeStudios(...studios: readonly StudioPage[]): Promise<void> {
  for (const studio of studios) expect(studio.errors).toEqual([]);
  for (const context of contexts.splice(0)) await context.close();
}

async function newContext(reader: Reader): Promise<BrowserContext> {
  const executablePath = process.env.CHROMIUM;
  browser ??= await chromium.launch(
    executablePath === undefined ? { args: flags } : { executablePath, args: flags },
  );
  const context = await browser.newContext({
    viewport: { width: reader.width ?? 1280, height: reader.height ?? 720 },
    locale: reader.language ?? 'en-GB',
    colorScheme: reader.theme ?? 'light',
    reducedMotion: reader.reducedMotion === true ? 'reduce' : 'no-preference',
    serviceWorkers: reader.installable === true ? 'allow' : 'block',
    acceptDownloads: true,
  });
  contexts.push(context);
  return context;
}

function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    const text = message.text();
    if (text.startsWith('Service Worker registration blocked')) return;
    if (message.type() === 'error' || message.type() === 'warning') errors.push(text);
  });
  page.on('pageerror', (error) => errors.push(String(error.stack ?? error)));
  page.on('request', (request) => {
    if (!/^(http:\/\/localhost|data:|blob:)/.test(request.url())) errors.push(`request to ${request.url()}`);
  });
  return errors;
}
