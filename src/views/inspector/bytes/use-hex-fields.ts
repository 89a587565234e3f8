import type { Field } from '#bitcoin/explain/field';
import { useText, useTextIfKnown } from '../../use-text.ts';
import { fieldHue } from './field-hue.ts';
import type { HexField } from './hex-field.ts';

/** Turns annotated bytes into fields with names in the reader's language: `input 0 · scriptSig`. */
export function useHexFields(): (fields: readonly Field[]) => readonly HexField[] {
  const t = useText('inspector');
  const known = useTextIfKnown('inspector');
  return (fields) =>
    fields.map((field) => {
      const stem = field.key.endsWith('Size') ? field.key.slice(0, -4) : field.key;
      const name = known(`field.${stem}`) ?? stem;
      return {
        start: field.start,
        end: field.end,
        label: placeOf(field.path, known) + (stem === field.key ? name : t('field.sizeOf', { name })),
        text: field.value === '' ? '∅' : field.value,
        hue: fieldHue(field.key),
      };
    });
}

/** Where in a list a field stands: `vin[2].sequence` → `input 2 · `. */
function placeOf(
  path: string,
  known: (key: string, values: Readonly<Record<string, number>>) => string | undefined,
): string {
  return [...path.matchAll(/([a-zA-Z]+)\[(\d+)\]/g)]
    .map(([, list, index]) => known(`place.${list}`, { n: Number(index) }))
    .filter((place) => place !== undefined)
    .map((place) => `${place} · `)
    .join('');
}
