import { expect, test } from 'vitest';
import { createSettingsStore } from '#app/settings';

function memory(initial: Record<string, string> = {}) {
  const items = new Map(Object.entries(initial));
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
}

test('settings last, and follow the browser’s language before the reader chooses one', () => {
  const storage = memory();
  const first = createSettingsStore(() => storage, ['zh-TW', 'en']);
  expect(first.load()).toMatchObject({ language: 'zh-CN', theme: 'system', singleKeys: true });
  first.save({ ...first.load(), language: 'en', theme: 'dark' });
  expect(createSettingsStore(() => storage, ['zh']).load()).toMatchObject({ language: 'en', theme: 'dark' });
});

test('a browser without storage, or with nonsense in it, costs only the memory', () => {
  const refusing = () => {
    throw new DOMException('no', 'SecurityError');
  };
  const none = createSettingsStore(refusing, []);
  expect(none.load()).toMatchObject({ language: 'en', theme: 'system' });
  expect(() => none.save(none.load())).not.toThrow();
  for (const text of ['{', '5', 'null', '{"theme": 7, "language": "de"}']) {
    const store = createSettingsStore(() => memory({ 'chainroom.settings': text }), ['en']);
    expect(store.load()).toMatchObject({ language: 'en', theme: 'system' });
  }
});
