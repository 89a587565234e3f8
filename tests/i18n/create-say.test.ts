import { expect, test } from 'vitest';
import { createSay } from '../../src/i18n/create-say.ts';
import { createTexts, loadAllTexts, type Namespace } from '../../src/i18n/create-texts.ts';
import { texts as english } from '../../src/i18n/en/texts.ts';
import { texts as chinese } from '../../src/i18n/zh-CN/texts.ts';

/** Every text by its key, plural endings taken off; of a plural, all forms together. */
function textsOf(tree: object, path = '', found = new Map<string, string>()): Map<string, string> {
  for (const [name, value] of Object.entries(tree)) {
    const key = `${path}${name}`.replace(/_(zero|one|other)$/, '_');
    if (typeof value === 'string') found.set(key, `${found.get(key) ?? ''}${value}`);
    else textsOf(value, `${key}.`, found);
  }
  return found;
}

for (const [language, all] of [
  ['en', english],
  ['zh-CN', chinese],
] as const) {
  test(`every text in ${language} is said as i18next says it`, async () => {
    const texts = await createTexts(language);
    await loadAllTexts(texts);
    for (const [namespace, tree] of Object.entries(all)) {
      const say = createSay(texts, language, namespace as Namespace);
      const asked = texts.getFixedT(language, namespace as Namespace) as unknown as typeof say;
      for (const [key, text] of textsOf(tree)) {
        const plural = key.endsWith('_');
        const stem = plural ? key.slice(0, -1) : key;
        const blanks = [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]!);
        const values = Object.fromEntries(blanks.map((name) => [name, `‹${name}›`]));
        for (const count of plural ? [0, 1, 2, 'many'] : [2, 'some']) {
          const given = { ...values, count };
          expect(say(stem, given), `${namespace} ${stem} ${count}`).toBe(asked(stem, given));
        }
        if (blanks.length === 0 && !plural) expect(say(stem), stem).toBe(asked(stem));
      }
    }
  });
}

test('a key without a text is said by i18next', async () => {
  const texts = await createTexts('en');
  const say = createSay(texts, 'en', 'shell');
  expect(say('no.such.key')).toBe('no.such.key');
});
