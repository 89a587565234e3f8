import { describe, expect, test } from 'vitest';
import { fillIn, paragraphs } from '../../../src/views/director/fill-in.ts';
import { formatOdds } from '../../../src/views/director/format-odds.ts';
import {
  entryText,
  entryUnit,
  type NumberParameter,
  parseEntry,
} from '../../../src/views/director/parameter-entry.ts';
import { rateForShare } from '../../../src/views/director/rate-for-share.ts';

const common = { id: 'x', label: { en: '', 'zh-CN': '' }, role: 'setting', min: 0, step: 1 } as const;
const share: NumberParameter = {
  ...common,
  kind: 'hash-share',
  node: 'Eve',
  max: 0.9,
  step: 0.01,
  value: 0.3,
};
const number = (unit: 'count' | 'micros' | 'satoshis', max: number): NumberParameter => ({
  ...common,
  kind: 'number',
  unit,
  max,
  value: 1,
  paths: [],
});

describe('a value that is typed', () => {
  test('goes there and back without loss', () => {
    expect(parseEntry(share, '29')).toBe(0.29);
    expect(entryText(share, 0.29)).toBe('29');
    expect(parseEntry(number('satoshis', 21e14), '0.07')).toBe(7_000_000);
    expect(entryText(number('satoshis', 21e14), 7_000_000)).toBe('0.07');
    expect(parseEntry(number('count', 12), '6')).toBe(6);
  });

  test('is read in the unit that suits its bounds', () => {
    expect(entryUnit(number('micros', 2_000_000))).toBe('millis');
    expect(parseEntry(number('micros', 2_000_000), '250')).toBe(250_000);
    expect(entryUnit(number('micros', 600e6))).toBe('seconds');
    expect(entryUnit(number('micros', 7_200e6))).toBe('minutes');
  });

  test('outside the bounds stays as typed, so that the refusal can say so', () => {
    expect(parseEntry(share, '120 %')).toBe(1.2);
    expect(parseEntry(number('count', 12), '-1')).toBe(-1);
    expect(parseEntry(number('count', 12), '１２')).toBeUndefined();
  });

  test('that is no number is none', () => {
    for (const text of ['', 'six', '1.2.3', '.', '-', '1e9']) expect(parseEntry(share, text)).toBeUndefined();
  });
});

test('a text shows the values of its parameters, and keeps braces that mean nothing', () => {
  const said = fillIn('{x} of {y}, {x}', [share], { x: 0.4 }, (_, value) => String(value));
  expect(said).toBe('0.4 of {y}, 0.4');
  expect(fillIn('{x}', [share], {}, (_, value) => String(value))).toBe('0.3');
});

test('blank lines part paragraphs', () => {
  expect(paragraphs('one\ntwo\n\n three \n \n')).toEqual(['one\ntwo', 'three']);
});

test('odds keep the digits that say something', () => {
  expect([1, 0.9999, 0.177, 0.0506, 0.0009, 0.0000001, 0].map(formatOdds)).toEqual([
    '100\u202f%',
    '>\u202f99.9\u202f%',
    '17.7\u202f%',
    '5.06\u202f%',
    '0.090\u202f%',
    '<\u202f0.001\u202f%',
    '0\u202f%',
  ]);
});

test('a hash rate gives the share that was asked for', () => {
  for (const wanted of [0, 0.25, 0.51, 0.9]) {
    const rate = rateForShare(wanted, 440);
    expect(rate / (rate + 440)).toBeCloseTo(wanted, 2);
  }
});
