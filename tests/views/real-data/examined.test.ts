import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { examples } from '../../../src/bitcoin/examples/examples.ts';
import { realData } from '../../../src/i18n/en/real-data.ts';
import { openPasted } from '../../../src/views/real-data/examined.ts';

describe('pasted text', () => {
  test.each(examples.map((example) => [example.id, example] as const))('%s is recognised', (_, example) => {
    expect(openPasted(example.hex, 'auto').kind).toBe(example.kind);
    const spaced = `0x${example.hex.toUpperCase().replace(/(.{64})/g, '$1\n')}`;
    expect(openPasted(spaced, 'auto').kind).toBe(example.kind);
  });

  test('every example has its story', () => {
    expect(Object.keys(realData.example).sort()).toEqual(examples.map((example) => example.id).sort());
  });

  test('damage is a sentence with the place, not a crash', () => {
    const [genesis] = examples;
    const cut = openPasted(genesis!.hex.slice(0, 300), 'block');
    expect(cut).toMatchObject({ kind: 'unreadable', as: 'block' });
    expect(cut.kind === 'unreadable' && cut.offset).toBeGreaterThan(80);
    expect(openPasted('01zz', 'auto')).toMatchObject({ kind: 'unreadable', as: 'hex', offset: 2 });
    expect(openPasted('  \n ', 'auto')).toEqual({ kind: 'nothing' });
  });

  test('any text opens as something', () => {
    const kinds = fc.constantFrom(
      'auto',
      'transaction',
      'block',
      'header',
      'message',
      'script',
    ) as fc.Arbitrary<'auto' | 'transaction' | 'block' | 'header' | 'message' | 'script'>;
    const hex = fc.uint8Array({ maxLength: 120 }).map((bytes) => Buffer.from(bytes).toString('hex'));
    fc.assert(
      fc.property(fc.oneof(fc.string(), hex), kinds, (text, kind) => {
        expect(typeof openPasted(text, kind).kind).toBe('string');
      }),
      { numRuns: 300 },
    );
  });
});
