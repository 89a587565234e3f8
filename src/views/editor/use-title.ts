import type { LocalText } from '#simulation/scenario/scenario';
import { useLocalText } from '../use-text.ts';

/** A text of the draft in the reader's language, or in the other one; '' when neither is written yet. */
export function useTitle(): (text: LocalText | undefined) => string {
  const local = useLocalText();
  return (text) => {
    if (text === undefined) return '';
    const written = [local(text), text.en, text['zh-CN']].map((each) => String(each ?? '').trim());
    return written.find((each) => each !== '') ?? '';
  };
}
