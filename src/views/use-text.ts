import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyOf, Namespace, TextValues } from '#i18n/create-texts';
import type { LocalText } from '#simulation/scenario/scenario';

/** Says a text of one namespace in the reader's language. */
export type Say<Name extends Namespace> = (key: KeyOf<Name>, values?: TextValues) => string;

/** The texts of one namespace: `const t = useText('network'); t('peers', { count: 8 })`. */
export function useText<Name extends Namespace>(namespace: Name): Say<Name> {
  const { t } = useTranslation(namespace);
  return t as unknown as Say<Name>;
}

/** For keys that arrive as data (reject reasons, notices): the text, or undefined when there is none. */
export function useTextIfKnown(
  namespace: Namespace,
): (key: string, values?: TextValues) => string | undefined {
  const { t, i18n } = useTranslation(namespace);
  return useCallback(
    (key, values = {}) =>
      i18n.exists(key, { ns: namespace, ...values })
        ? (t as unknown as (key: string, values: TextValues) => string)(key, values)
        : undefined,
    [t, i18n, namespace],
  );
}

/** Picks the reader's language from a text that carries both (scenario titles and introductions). */
export function useLocalText(): (text: LocalText) => string {
  const { i18n } = useTranslation();
  const language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
  return useCallback((text) => text[language], [language]);
}
