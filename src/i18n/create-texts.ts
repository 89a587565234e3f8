import { createInstance, type i18n } from 'i18next';
import type { texts as english } from './en/texts.ts';
import type { Language } from './language.ts';
import type { TextKey } from './shape.ts';

/** All texts, keyed by namespace; the English files decide which keys exist. */
export type Texts = typeof english;
/** One namespace is one file of `en/` and its twin in `zh-CN/`. */
export type Namespace = keyof Texts;
/** The keys of one namespace, as dotted paths. */
export type KeyOf<Name extends Namespace> = TextKey<Texts[Name]>;
/** What stands in for `{{name}}` in a text; `count` chooses the plural form. */
export type TextValues = Readonly<Record<string, string | number>>;

/** An i18next instance that speaks `language`; `switchLanguage` changes it later.
 * Keys are dotted paths, and a colon in a key is an ordinary letter, so that reject reasons can be keys. */
export async function createTexts(language: Language): Promise<i18n> {
  const instance = createInstance();
  await instance.init({
    lng: language,
    fallbackLng: false,
    nsSeparator: false,
    resources: { [language]: await loaders[language]() },
    interpolation: { escapeValue: false },
  });
  return instance;
}

/** Loads the texts of `language` if they are missing, then speaks it. */
export async function switchLanguage(instance: i18n, language: Language): Promise<void> {
  if (instance.language === language) return;
  const loaded = await loaders[language]();
  for (const [name, texts] of Object.entries(loaded)) instance.addResourceBundle(language, name, texts);
  await instance.changeLanguage(language);
}

const loaders: Readonly<Record<Language, () => Promise<Record<string, object>>>> = {
  en: async () => (await import('./en/texts.ts')).texts,
  'zh-CN': async () => (await import('./zh-CN/texts.ts')).texts,
};
