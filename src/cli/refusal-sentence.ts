import { errors } from '#i18n/en/errors';
import type { RunRefusal } from '#simulation/refusal';

/** What is wrong with a file and where, in the page's own English words; at a shell there is no work to be unchanged. */
export function refusalSentence({ key, path, values }: RunRefusal): string {
  const { line, column } = values;
  const where = path === '' ? 'the beginning' : path;
  const place =
    line === undefined || column === undefined ? where : fill(errors.place, { path: where, line, column });
  const sentence = fill(errors[key], { ...values, path: place });
  return sentence.replace(' Your work is unchanged.', '');
}

function fill(text: string, values: RunRefusal['values']): string {
  return text.replace(/\{\{(\w+)\}\}/g, (blank, name) => String(values[name] ?? blank));
}
