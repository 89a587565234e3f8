import { Fragment, type ReactNode } from 'react';
import type { KeyOf, Namespace } from '#i18n/create-texts';
import { useText } from '../use-text.ts';

/** What may stand in a sentence: words and numbers, or something on the screen such as a link to a block. */
export type SentenceValues = Readonly<Record<string, ReactNode>>;

const mark = '\u0001';

/** Like `useText`, for sentences with things to click in them: the texts of both languages put `{{block}}` where they
 * want it, and the value may be an element. */
export function useSentence<Name extends Namespace>(
  namespace: Name,
): (key: KeyOf<Name>, values?: SentenceValues) => ReactNode {
  const say = useText(namespace);
  return (key, values = {}) => {
    const plain: Record<string, string | number> = {};
    const elements: ReactNode[] = [];
    for (const [name, value] of Object.entries(values)) {
      if (typeof value === 'string' || typeof value === 'number') plain[name] = value;
      else plain[name] = `${mark}${elements.push(value) - 1}${mark}`;
    }
    const pieces = say(key, plain).split(mark);
    // Every second piece is the number of an element.
    return pieces.map((piece, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence keep their places
      <Fragment key={i}>{i % 2 === 0 ? joined(piece, i) : elements[Number(piece)]}</Fragment>
    ));
  };
}

/** No line may begin with the comma or full stop that follows an element: a word joiner keeps it there. */
function joined(piece: string, index: number): string {
  return index > 0 && /^[,.;:)，。；：）]/.test(piece) ? `\u2060${piece}` : piece;
}
