import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftOf, readDraft, wholeNumber } from '#app/bench/header-draft';
import { mainnetGenesisBlock } from '#bitcoin/chain/genesis-block';

const draft = draftOf(mainnetGenesisBlock.header);

test('a header survives being text', () => {
  expect(readDraft(draft)).toEqual({ header: mainnetGenesisBlock.header, wrong: [] });
});

test('every field that cannot be read is named', () => {
  const { header, wrong } = readDraft({
    version: '4294967296',
    previousBlockHash: '00',
    merkleRoot: 'g'.repeat(64),
    time: '-1',
    bits: '1d80ffff',
    nonce: '4294967296',
  });
  expect(header).toBeUndefined();
  expect(wrong).toEqual(['version', 'previousBlockHash', 'merkleRoot', 'time', 'bits', 'nonce']);
});

test('nothing that is typed throws', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...(Object.keys(draft) as (keyof typeof draft)[])),
      fc.string(),
      (field, text) => {
        const { header, wrong } = readDraft({ ...draft, [field]: text });
        expect(header === undefined).toBe(wrong.length > 0);
      },
    ),
  );
});

test('whole numbers have bounds and nothing around them', () => {
  expect(wholeNumber(' 12 ', 0, 12)).toBe(12);
  for (const text of ['13', '-1', '1.5', '1e3', '', '0x1', '12 3'])
    expect(wholeNumber(text, 0, 12)).toBeUndefined();
});
