import type { i18n } from 'i18next';
import type { Namespace, TextValues } from './create-texts.ts';

/** A text cut at its blanks: every second piece is the name of a value. */
type Pieces = readonly string[];

/** Says the texts of one loaded namespace in `language`, as i18next would, in a tenth of the time: each text is looked
 * up and cut once. Plurals follow the language's rules; whatever is not a plain text with blanks is left to i18next. */
export function createSay(
  instance: i18n,
  language: string,
  namespace: Namespace,
): (key: string, values?: TextValues) => string {
  const slowly = instance.getFixedT(language, namespace) as unknown as (
    key: string,
    values?: TextValues,
  ) => string;
  const plural = new Intl.PluralRules(language);
  const known = new Map<string, Pieces>();

  const textOf = (key: string): string | undefined => {
    const text: unknown = instance.getResource(language, namespace, key);
    return typeof text === 'string' ? text : undefined;
  };
  const piecesOf = (key: string, count: number | undefined): Pieces | undefined => {
    const form = count === undefined ? '' : count === 0 ? 'zero' : plural.select(count);
    const name = form === '' ? key : `${key}_${form}`;
    let pieces = known.get(name);
    if (pieces !== undefined) return pieces;
    const text =
      (form === '' ? undefined : textOf(name)) ??
      (count === 0 ? textOf(`${key}_${plural.select(0)}`) : undefined) ??
      textOf(key);
    if (text === undefined || text.includes('$t(')) return undefined;
    pieces = text.split(/\{\{\s*(\w+)\s*\}\}/);
    if (pieces.some((piece, index) => index % 2 === 0 && piece.includes('{{'))) return undefined;
    known.set(name, pieces);
    return pieces;
  };

  return (key, values) => {
    const { count } = values ?? {};
    const pieces = piecesOf(key, typeof count === 'number' ? count : undefined);
    if (pieces === undefined) return slowly(key, values);
    let said = pieces[0] as string;
    for (let index = 1; index < pieces.length; index += 2) {
      const value = values?.[pieces[index] as string];
      if (value === undefined) return slowly(key, values);
      said += `${value}${pieces[index + 1]}`;
    }
    return said;
  };
}
