import { describe, expect, test } from 'vitest';
import { createTexts, switchLanguage } from '../../src/i18n/create-texts.ts';
import { texts as english } from '../../src/i18n/en/texts.ts';
import { languageFor } from '../../src/i18n/language.ts';
import { texts as chinese } from '../../src/i18n/zh-CN/texts.ts';

/** All texts of a tree by dotted key, plural endings taken off. */
function flatten(texts: object, path = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    const name = `${path}${key}`;
    if (typeof value === 'string') flat.set(name.replace(/_(one|other)$/, ''), value);
    else for (const [inner, text] of flatten(value, `${name}.`)) flat.set(inner, text);
  }
  return flat;
}

const en = flatten(english);
const zh = flatten(chinese);

test('both languages have the same keys', () => {
  expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
});

test('no text is empty, and none is left in the other language', () => {
  for (const [key, text] of zh) {
    // A blank in both languages is meant.
    if (en.get(key)?.trim() !== '') expect(text.trim(), key).not.toBe('');
    if (!/^help\.command\.language$/.test(key)) {
      // Names, commands and units stay; sentences are translated.
      expect(
        /[a-z]{3,} [a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(text) && !/[\u4e00-\u9fff]/.test(text),
        `${key}: ${text}`,
      ).toBe(false);
    }
  }
});

test('a translation has the same blanks to fill in', () => {
  const blanks = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]!).sort();
  for (const [key, text] of en) {
    const translated = new Set(blanks(zh.get(key) ?? ''));
    for (const blank of new Set(blanks(text))) {
      // Chinese may leave out a number that only chose the plural.
      if (blank !== 'count') expect([...translated], key).toContain(blank);
    }
    for (const blank of translated) expect([...blanks(text), 'count'], key).toContain(blank);
  }
});

describe('the page speaks', () => {
  test('what the browser prefers, English when it prefers neither', () => {
    expect(languageFor(['fr-FR', 'zh-TW', 'en'])).toBe('zh-CN');
    expect(languageFor(['en-GB', 'zh'])).toBe('en');
    expect(languageFor(['de', 'fr'])).toBe('en');
    expect(languageFor([])).toBe('en');
  });

  test('another language after a switch, with plurals of its own', async () => {
    const texts = await createTexts('en');
    const say = texts.getFixedT(null, 'timeline') as unknown as (key: string, values?: object) => string;
    expect(say('row.published', { node: 'Eve', count: 1 })).toBe('Eve published its hidden block');
    expect(say('row.published', { node: 'Eve', count: 3 })).toBe('Eve published 3 hidden blocks');
    await switchLanguage(texts, 'zh-CN');
    const now = texts.getFixedT(null, 'timeline') as unknown as (key: string, values?: object) => string;
    expect(now('row.published', { node: 'Eve', count: 1 })).toBe('Eve 公布了 1 个隐瞒的区块');
  });
});
