import { describe, expect, it } from 'vitest';
import { mine } from '../../src/cli/mine.ts';

const genesisHex = `01000000${'00'.repeat(32)}3ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d00000000`;

async function run(...args: readonly string[]) {
  const lines: string[] = [];
  const code = await mine(args, (text) => lines.push(text));
  return { code, text: lines.join('\n') };
}

describe('chainroom mine', () => {
  for (const threads of ['1', '2']) {
    it(`finds the nonce of the genesis block with ${threads} thread(s)`, async () => {
      const { code, text } = await run(
        ...['--header', genesisHex, '--from', '2083200000', '--threads', threads, '--json'],
      );
      expect(code).toBe(0);
      expect(JSON.parse(text)).toMatchObject({
        found: true,
        nonce: 2083236893,
        hash: '000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f',
        header: `${genesisHex.slice(0, 152)}1dac2b7c`,
        expectedTries: 4295032833,
        threads: Number(threads),
      });
    });
  }

  it('says so when no nonce is left', async () => {
    const { code, text } = await run('--header', genesisHex, '--from', '4294960000', '--threads', '1');
    expect(code).toBe(1);
    expect(text).toMatch(/^no nonce from 4294960000 on meets the target\n7296 hashes in /);
  });

  it('refuses what it cannot read, with the reason', async () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [[], /usage: chainroom mine/],
      [['--header', '00'], /offset/],
      [['--header', 'xy'], /not a hex digit/],
      [['--header', '00'.repeat(81)], /offset/],
      [['--header', `${genesisHex.slice(0, 144)}ffff80ff00000000`], /negative|overflow/],
      [['--header', genesisHex, '--from', '4294967296'], /--from takes a number from 0 to 4294967295/],
      [['--header', genesisHex, '--threads', '0'], /--threads takes a number/],
      [['--header', genesisHex, '--fast'], /usage/],
    ];
    for (const [args, reason] of cases) {
      const { code, text } = await run(...args);
      expect(code).toBe(2);
      expect(text).toMatch(reason);
    }
  });
});
