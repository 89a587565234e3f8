import { type BackendModule, createInstance, type i18n } from 'i18next';
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
 * Keys are dotted paths, and a colon in a key is an ordinary letter, so that reject reasons can be keys.
 * The first namespaces are there at once; another is loaded when a view asks for it. */
export async function createTexts(language: Language): Promise<i18n> {
  const instance = createInstance();
  const first = await firstTexts[language]();
  await instance.use(laterTexts).init({
    lng: language,
    fallbackLng: false,
    load: 'currentOnly',
    defaultNS: 'shell',
    ns: Object.keys(first),
    nsSeparator: false,
    resources: { [language]: first },
    partialBundledLanguages: true,
    interpolation: { escapeValue: false },
  });
  return instance;
}

/** Loads what is missing of `language`, then speaks it. */
export async function switchLanguage(instance: i18n, language: Language): Promise<void> {
  if (instance.language === language) return;
  // Whatever was loaded in one language is on the screen and wanted in the other.
  for (const [name, texts] of Object.entries(await allTexts[language]())) {
    instance.addResourceBundle(language, name, texts);
  }
  await instance.changeLanguage(language);
}

/** Loads every namespace that no view has asked for yet, so that none has to wait later. */
export async function loadAllTexts(instance: i18n): Promise<void> {
  await instance.loadNamespaces(Object.keys(await allTexts[instance.language as Language]()));
}

/** Gives i18next one namespace of a language at a time. */
const laterTexts: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read(language, namespace, done) {
    const load = alone[namespace] ?? allTexts;
    load[language as Language]().then(
      (texts) => done(null, texts[namespace] as Parameters<typeof done>[1]),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
    );
  },
};

type Loader = () => Promise<Readonly<Record<string, object>>>;

const firstTexts: Readonly<Record<Language, Loader>> = {
  en: async () => (await import('./en/first-texts.ts')).texts,
  'zh-CN': async () => (await import('./zh-CN/first-texts.ts')).texts,
};

/** Large namespaces that come by themselves, so that asking for one does not bring all. */
const alone: Readonly<Record<string, Readonly<Record<Language, Loader>>>> = {
  reasons: { en: () => import('./en/reasons.ts'), 'zh-CN': () => import('./zh-CN/reasons.ts') },
  realData: { en: () => import('./en/real-data.ts'), 'zh-CN': () => import('./zh-CN/real-data.ts') },
  bench: { en: () => import('./en/bench.ts'), 'zh-CN': () => import('./zh-CN/bench.ts') },
  experiments: { en: () => import('./en/experiments.ts'), 'zh-CN': () => import('./zh-CN/experiments.ts') },
  glass: { en: () => import('./en/glass.ts'), 'zh-CN': () => import('./zh-CN/glass.ts') },
  locks: { en: () => import('./en/locks.ts'), 'zh-CN': () => import('./zh-CN/locks.ts') },
  director: { en: () => import('./en/director.ts'), 'zh-CN': () => import('./zh-CN/director.ts') },
  editor: { en: () => import('./en/editor.ts'), 'zh-CN': () => import('./zh-CN/editor.ts') },
  breakIt: { en: () => import('./en/break-it.ts'), 'zh-CN': () => import('./zh-CN/break-it.ts') },
};

const allTexts: Readonly<Record<Language, Loader>> = {
  en: async () => (await import('./en/texts.ts')).texts,
  'zh-CN': async () => (await import('./zh-CN/texts.ts')).texts,
};
