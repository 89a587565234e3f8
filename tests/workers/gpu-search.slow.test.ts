import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { describe, expect, it } from 'vitest';
import { findChromium } from '../../scripts/find-chromium.mjs';
import type { GpuReport } from './gpu-page/main.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Chromium's software adapter runs the same shader as a graphics card, only slowly. */
const flags = [
  ...['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...[
    '--disable-component-update',
    '--disable-sync',
    '--enable-unsafe-webgpu',
    '--use-webgpu-adapter=swiftshader',
  ],
];

describe('GPU search', () => {
  it('answers as the reference does, in a real browser', async (context) => {
    const report = await visit(await bundle());
    if ('failed' in report) throw new Error(String(report.failed));
    if (!report.available) return context.skip('this Chromium has no WebGPU adapter');
    expect(report.differing).toEqual([]);
    expect(report.compared).toBe(160);
    expect(report.genesis).toEqual({ nonce: 2_083_236_893, tried: 100_001 });
    expect(report.cancelled.nonce).toBe(-1);
    expect(report.cancelled.tried).toBeGreaterThan(0);
    expect(report.cancelled.tried).toBeLessThan(4_294_967_296);
    expect(report.pooled.nonce).toBe(2_083_236_893);
    expect(report.race.every((rate) => rate > 0)).toBe(true);
    expect(report.afterLoss).toBe('rejected');
    expect(report.pooledAfterLoss.nonce).toBe(2_083_236_893);
    expect(report.withoutGpu).toBe(true);
    console.log(
      `GPU search on ${report.description}: ${report.race.map((rate) => `${(rate / 1e6).toFixed(2)} MH/s`)}`,
    );
  });
});

async function bundle(): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const output = (await build({
    configFile: false,
    root: `${root}/tests/workers/gpu-page`,
    base: './',
    logLevel: 'error',
    build: { write: false, target: 'es2022', modulePreload: false },
  })) as Rolldown.RolldownOutput;
  return new Map(
    output.output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]),
  );
}

async function visit(
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<GpuReport | { readonly available: false } | { readonly failed: unknown }> {
  const server = createServer((request, response) => {
    const file = files.get(request.url === '/' ? '/index.html' : (request.url ?? ''));
    response.writeHead(file === undefined ? 404 : 200, {
      'Content-Type': request.url?.endsWith('.js') ? 'text/javascript' : 'text/html',
    });
    response.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({ executablePath: await findChromium(root), args: flags });
  try {
    const page = await browser.newPage();
    const address = server.address();
    await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);
    const report = await page.waitForFunction(() => (globalThis as { report?: unknown }).report, undefined, {
      timeout: 110_000,
    });
    return (await report.jsonValue()) as GpuReport;
  } finally {
    await browser.close();
    server.close();
  }
}
