import { useState } from 'react';
import { useText } from '../../use-text.ts';
import { CopyButton } from '../parts/hash-text.tsx';
import css from './annotated-hex.module.css';
import type { HexField } from './hex-field.ts';

const shownAtFirst = 640;

/** Bytes in hex, coloured by field, with the list of fields below. Hovering or focusing a field lights its bytes, and
 * pointing at bytes lights their field. Gaps between fields are plain bytes. */
export function AnnotatedHex({
  hex,
  fields,
  what,
}: {
  readonly hex: string;
  readonly fields: readonly HexField[];
  /** What these bytes are, for those who listen. */
  readonly what: string;
}) {
  const t = useText('inspector');
  const [lit, setLit] = useState(-1);
  const [all, setAll] = useState(false);
  const length = hex.length / 2;
  const limit = all ? length : Math.min(length, shownAtFirst);
  return (
    <div className={css.root}>
      <div className={css.head}>
        <span>{t('bytes.count', { count: length })}</span>
        <CopyButton text={hex} what={what} />
      </div>
      <section className={css.hex} aria-label={what} onPointerLeave={() => setLit(-1)}>
        {runsOf(fields, limit).map((run) => (
          <span
            key={run.start}
            className={css.run}
            data-hue={run.field < 0 ? undefined : fields[run.field]!.hue}
            data-lit={(run.field >= 0 && run.field === lit) || undefined}
            data-dim={(lit >= 0 && run.field !== lit) || undefined}
            onPointerEnter={() => setLit(run.field)}
          >
            {spaced(hex, run.start, run.end)}
          </span>
        ))}
        {limit < length && (
          <button type="button" className={css.more} onClick={() => setAll(true)}>
            {t('bytes.showAll', { count: length - limit })}
          </button>
        )}
      </section>
      <ul className={css.list}>
        {fields.map((field, index) => (
          <li key={`${field.start}-${field.end} ${field.label}`}>
            <button
              type="button"
              className={css.field}
              data-lit={index === lit || undefined}
              onPointerEnter={() => setLit(index)}
              onPointerLeave={() => setLit(-1)}
              onFocus={() => {
                setLit(index);
                if (field.end > limit) setAll(true);
              }}
              onBlur={() => setLit(-1)}
            >
              <span className={css.swatch} data-hue={field.hue} />
              <span className={css.name}>{field.label}</span>
              <span className={css.text}>{field.text}</span>
              <span className={css.span}>
                {field.end - field.start === 1 ? field.start : `${field.start}–${field.end - 1}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface Run {
  readonly start: number;
  readonly end: number;
  /** Index of the field, −1 in a gap. */
  readonly field: number;
}

/** Cuts bytes 0 … length into fields and the gaps between them. */
function runsOf(fields: readonly HexField[], length: number): Run[] {
  const runs: Run[] = [];
  let at = 0;
  fields.forEach((field, index) => {
    if (field.start > at && at < length)
      runs.push({ start: at, end: Math.min(field.start, length), field: -1 });
    if (field.start >= at && field.start < length && field.end > field.start) {
      runs.push({ start: field.start, end: Math.min(field.end, length), field: index });
      at = field.end;
    }
  });
  if (at < length) runs.push({ start: at, end: length, field: -1 });
  return runs;
}

function spaced(hex: string, start: number, end: number): string {
  let text = '';
  for (let byte = start; byte < end; byte++) text += `${hex.slice(byte * 2, byte * 2 + 2)} `;
  return text;
}
