import type { i18n } from 'i18next';
import { use, useCallback, useContext, useSyncExternalStore } from 'react';
import { I18nContext } from 'react-i18next';
import { createSay } from '#i18n/create-say';
import type { KeyOf, Namespace, TextValues } from '#i18n/create-texts';
import type { LocalText } from '#simulation/scenario/scenario';

/** Says a text of one namespace in the reader's language. */
export type Say<Name extends Namespace> = (key: KeyOf<Name>, values?: TextValues) => string;

/** The texts of one namespace: `const t = useText('network'); t('peers', { count: 8 })`.
 * A namespace that is not there yet is loaded, and the view waits for it. */
export function useText<Name extends Namespace>(namespace: Name): Say<Name> {
  const texts = useTexts();
  const language = useLanguage(texts);
  return sayOf(texts, language, namespace) as Say<Name>;
}

/** For keys that arrive as data (reject reasons, notices): the text, or undefined when there is none. */
export function useTextIfKnown(
  namespace: Namespace,
): (key: string, values?: TextValues) => string | undefined {
  const texts = useTexts();
  const say = sayOf(texts, useLanguage(texts), namespace);
  return useCallback(
    (key, values = {}) => (texts.exists(key, { ns: namespace, ...values }) ? say(key, values) : undefined),
    [texts, say, namespace],
  );
}

/** Picks the reader's language from a text that carries both (scenario titles and introductions). */
export function useLocalText(): (text: LocalText) => string {
  const language = useLanguage(useTexts()) === 'zh-CN' ? 'zh-CN' : 'en';
  return useCallback((text) => text[language], [language]);
}

function useTexts(): i18n {
  return useContext(I18nContext).i18n;
}

/** A view is drawn again when the language changes. */
function useLanguage(texts: i18n): string {
  const subscribe = useCallback(
    (changed: () => void) => {
      texts.on('languageChanged', changed);
      return () => texts.off('languageChanged', changed);
    },
    [texts],
  );
  return useSyncExternalStore(subscribe, () => texts.language);
}

type AnySay = (key: string, values?: TextValues) => string;

interface Known {
  readonly says: Map<string, AnySay>;
  readonly loading: Map<string, Promise<unknown>>;
}

const knownOf = new WeakMap<i18n, Known>();

/** One for each language and namespace, so that whoever keeps it sees the same function again. */
function sayOf(texts: i18n, language: string, namespace: Namespace): AnySay {
  let known = knownOf.get(texts);
  if (known === undefined) {
    known = { says: new Map(), loading: new Map() };
    knownOf.set(texts, known);
  }
  const name = `${language} ${namespace}`;
  let loading = known.loading.get(name);
  if (loading === undefined && !texts.hasResourceBundle(language, namespace)) {
    loading = texts.loadNamespaces(namespace);
    known.loading.set(name, loading);
  }
  // Also once it is there: a view that waited is drawn from its beginning, and expects the same calls.
  if (loading !== undefined) use(loading);
  let say = known.says.get(name);
  if (say !== undefined) return say;
  say = createSay(texts, language, namespace);
  known.says.set(name, say);
  return say;
}
