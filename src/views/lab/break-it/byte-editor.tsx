import { useState } from 'react';
import { Button } from '../../design/button.tsx';
import { TextField } from '../../design/text-field.tsx';
import type { HexField } from '../../inspector/bytes/hex-field.ts';
import { useText } from '../../use-text.ts';
import css from '../lab.module.css';

const shownAtFirst = 80;

/** The bytes of one field as buttons, and the eight bits of the chosen one. One byte of the whole can be changed. */
export function ByteEditor({
  bytes,
  field,
  offset,
  xor,
  onChoose,
  onChange,
}: {
  readonly bytes: Uint8Array;
  readonly field: HexField;
  /** The chosen byte. */
  readonly offset: number;
  /** Bits of it that are flipped. */
  readonly xor: number;
  readonly onChoose: (offset: number) => void;
  readonly onChange: (xor: number) => void;
}) {
  const t = useText('breakIt');
  const [all, setAll] = useState(false);
  const end = all ? field.end : Math.min(field.end, field.start + shownAtFirst);
  const offsets = Array.from({ length: end - field.start }, (_, i) => field.start + i);
  const before = bytes[offset] ?? 0;
  return (
    <>
      <fieldset className={css.bytes} aria-label={t('bytesLabel', { field: field.label })}>
        {offsets.map((at) => {
          const value = bytes[at] ?? 0;
          const changed = at === offset && xor !== 0;
          const shown = hex(changed ? value ^ xor : value);
          return (
            <button
              key={at}
              type="button"
              className={css.byte}
              aria-pressed={at === offset}
              data-changed={changed || undefined}
              aria-label={
                changed
                  ? t('byteChanged', { offset: at, before: hex(value), after: shown })
                  : t('byte', { offset: at, value: shown })
              }
              onClick={() => onChoose(at)}
            >
              {shown}
            </button>
          );
        })}
        {end < field.end && (
          <Button tone="quiet" onClick={() => setAll(true)}>
            {t('more', { count: field.end - end })}
          </Button>
        )}
      </fieldset>
      <div className={css.pair}>
        <ByteField key={`${offset} ${xor}`} before={before} xor={xor} onChange={onChange} offset={offset} />
        <div>
          <p className={css.codeHead}>{t('bitsLabel')}</p>
          <fieldset className={css.bits} aria-label={t('bitsLabel')}>
            {[128, 64, 32, 16, 8, 4, 2, 1].map((weight) => (
              <button
                key={weight}
                type="button"
                className={css.byte}
                aria-pressed={(xor & weight) !== 0}
                data-changed={(xor & weight) !== 0 || undefined}
                aria-label={t('bit', { weight })}
                onClick={() => onChange(xor ^ weight)}
              >
                {((before ^ xor) & weight) === 0 ? 0 : 1}
              </button>
            ))}
          </fieldset>
        </div>
      </div>
    </>
  );
}

function ByteField({
  before,
  offset,
  xor,
  onChange,
}: {
  readonly before: number;
  readonly offset: number;
  readonly xor: number;
  readonly onChange: (xor: number) => void;
}) {
  const t = useText('breakIt');
  const [text, setText] = useState(hex(before ^ xor));
  const valid = /^[0-9a-f]{2}$/i.test(text);
  return (
    <TextField
      label={`${t('change', { offset })}: ${hex(before)} →`}
      value={text}
      hint={t('newValueHint')}
      error={valid || text.length < 2 ? undefined : t('newValueWrong')}
      onChange={(typed) => {
        setText(typed);
        if (/^[0-9a-f]{2}$/i.test(typed)) onChange(Number.parseInt(typed, 16) ^ before);
      }}
    />
  );
}

function hex(value: number): string {
  return value.toString(16).padStart(2, '0');
}
