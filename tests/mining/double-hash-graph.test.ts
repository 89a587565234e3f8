import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doubleHashWords } from '../../src/mining/kernel/double-hash-graph.ts';
import { evaluateWords } from '../../src/mining/kernel/evaluate-word.ts';
import { generateShader } from '../../src/mining/kernel/generate-shader.ts';
import type { Word } from '../../src/mining/kernel/word-graph.ts';
import { headerInputs } from '../../src/mining/search-reference.ts';
import { hashNumber } from './naive-search.ts';

const swap = (word: number) =>
  ((word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)) >>> 0;

describe('double hash graph', () => {
  it('is SHA-256d of any header', () => {
    const words = doubleHashWords();
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 80, maxLength: 80 }), fc.nat(4_294_967_295), (header, nonce) => {
        const values = evaluateWords(words, headerInputs(header), swap(nonce));
        const asNumber = values.reduceRight((sum, word) => (sum << 32n) | BigInt(swap(word)), 0n);
        expect(asNumber).toBe(hashNumber(header, nonce));
      }),
      { numRuns: 40 },
    );
  });

  it('leaves little to do for each nonce', () => {
    const counts = new Map<string, number>();
    const seen = new Set<Word>();
    const visit = (word: Word): void => {
      if (seen.has(word) || word.stage !== 'nonce') return;
      seen.add(word);
      counts.set(word.op, (counts.get(word.op) ?? 0) + 1);
      word.operands.forEach(visit);
    };
    visit(doubleHashWords()[7]);
    // 128 rounds of 64 words each would have 896 sums in the rounds and 288 in the schedules, and 1,152 rotations.
    expect(Object.fromEntries(counts)).toMatchInlineSnapshot(`
      {
        "add": 1059,
        "and": 236,
        "nonce": 1,
        "rotate": 1020,
        "shift": 156,
        "xor": 1254,
      }
    `);
  });

  it('becomes a shader that names every word before it is used', () => {
    const { code, headerWords } = generateShader();
    const known = new Set<string>();
    for (const [, name, expression] of code.matchAll(/^ {2}let (w\d+) = (.*);$/gm)) {
      for (const [used] of expression!.matchAll(/w\d+/g)) expect(known.has(used)).toBe(true);
      known.add(name!);
    }
    expect(known.size).toBeGreaterThan(3_000);
    expect(headerWords.length).toBeLessThan(64);
    expect(headerWords.every(({ stage }) => stage === 'header')).toBe(true);
  });
});
