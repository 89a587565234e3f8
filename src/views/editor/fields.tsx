import { useEffect, useId, useState } from 'react';
import { looksLikeADraft } from '#app/editor/looks-like-a-draft';
import { peersOf } from '#app/editor/peers-of';
import { type Place, valueAt, withValueAt } from '#simulation/scenario/patch-scenario';
import type { Scenario } from '#simulation/scenario/scenario';
import { parseCoins } from '../actions/parse-coins.ts';
import field from '../design/field.module.css';
import { Select } from '../design/select.tsx';
import { Switch } from '../design/switch.tsx';
import { formatCoins } from '../format/coins.ts';
import { useText } from '../use-text.ts';
import css from './editor.module.css';
import { useEditor } from './editor-state.ts';
import { useFault } from './use-faults.tsx';

// Fields that are bound to a place of the draft: each reads it, changes it, and shows what is wrong there.

/** What stands at a place of the draft. */
export function useAt(place: Place): unknown {
  const key = JSON.stringify(place);
  return useEditor((state) => valueAt(state.draft as Scenario, JSON.parse(key) as Place));
}

/** A line of text. */
export function TextAt(props: {
  readonly place: Place;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean | undefined;
}) {
  const value = useAt(props.place);
  const set = useEditor((state) => state.set);
  return (
    <Line
      label={props.label}
      value={typeof value === 'string' ? value : ''}
      hint={props.hint}
      error={useFault(props.place)}
      onChange={(text) => set(props.place, text === '' && props.optional === true ? undefined : text)}
    />
  );
}

/** A text in both languages, side by side where there is room. */
export function LocalTextAt(props: {
  readonly place: Place;
  readonly label: string;
  readonly long?: boolean;
}) {
  const t = useText('editor');
  const { place, label, long = false } = props;
  const set = useEditor((state) => state.set);
  const value = useAt(place) as Partial<Record<'en' | 'zh-CN', unknown>> | undefined;
  const error = useFault(place, true);
  const written = (['en', 'zh-CN'] as const).map((language) => String(value?.[language] ?? ''));
  const half = written.some((text) => text.trim() === '') && written.some((text) => text.trim() !== '');
  return (
    <div className={css.languages} data-long={long || undefined}>
      {(['en', 'zh-CN'] as const).map((language, index) => (
        <Line
          key={language}
          label={t(`in.${language}`, { label })}
          value={written[index] ?? ''}
          long={long}
          lang={language}
          error={index === 0 ? error : undefined}
          hint={half && written[index]?.trim() === '' ? t('onlyOneLanguage') : undefined}
          onChange={(text) =>
            value === undefined
              ? set(place, { en: '', 'zh-CN': '', [language]: text })
              : set([...place, language], text)
          }
        />
      ))}
    </div>
  );
}

/** A number; what stands in the file is `factor` times what is shown. An optional one is left out while the field is empty. */
export function NumberAt(props: {
  readonly place: Place;
  readonly label: string;
  readonly unit?: string | undefined;
  readonly factor?: number | undefined;
  readonly optional?: boolean | undefined;
  readonly hint?: string | undefined;
}) {
  const { place, factor = 1 } = props;
  const value = useAt(place);
  const set = useEditor((state) => state.set);
  const shown =
    typeof value === 'number' && Number.isFinite(value)
      ? tidy(value / factor)
      : typeof value === 'string'
        ? value
        : '';
  const [typed, setTyped] = useState(shown);
  // Somebody else changed it: another beat moved here, or a file was opened.
  useEffect(() => setTyped((now) => (now !== '' && Number(now) === Number(shown) ? now : shown)), [shown]);
  return (
    <Line
      label={props.label}
      value={typed}
      numeric
      unit={props.unit}
      hint={props.hint}
      error={useFault(place)}
      onChange={(text) => {
        setTyped(text);
        const empty = text.trim() === '';
        const number = empty ? Number.NaN : Number(text);
        if (empty && props.optional === true) set(place, undefined);
        else set(place, Number.isFinite(number) ? tidyProduct(number, factor) : text);
      }}
    />
  );
}

/** An amount, shown in coins; the file has satoshis. */
export function AmountAt(props: {
  readonly place: Place;
  readonly label: string;
  readonly optional?: boolean | undefined;
}) {
  const t = useText('editor');
  const { place } = props;
  const value = useAt(place);
  const set = useEditor((state) => state.set);
  const shown = coinsOf(value);
  const [typed, setTyped] = useState(shown);
  // What is half typed and no amount yet stays as it is.
  useEffect(
    () => setTyped((now) => (now === value || satoshisIn(now) === value ? now : shown)),
    [shown, value],
  );
  return (
    <Line
      label={props.label}
      value={typed}
      numeric
      unit={t('unit.coins')}
      error={useFault(place)}
      onChange={(text) => {
        setTyped(text);
        if (text.trim() === '' && props.optional === true) set(place, undefined);
        else set(place, satoshisIn(text) ?? text);
      }}
    />
  );
}

/** One of several values. What may be left out has one more choice: as usual. */
export function ChoiceAt(props: {
  readonly place: Place;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly optional?: boolean | undefined;
}) {
  const t = useText('editor');
  const value = useAt(props.place);
  const set = useEditor((state) => state.set);
  const error = useFault(props.place);
  const usual = props.optional === true ? [{ value: '', label: t('asUsual') }] : [];
  const written = typeof value === 'string' ? value : '';
  const strange =
    written === '' || props.options.some((option) => option.value === written)
      ? []
      : [{ value: written, label: written }];
  return (
    <div>
      <Select
        label={props.label}
        value={written}
        options={[...usual, ...strange, ...props.options]}
        onChange={(chosen) => set(props.place, chosen === '' ? undefined : chosen)}
      />
      {error !== undefined && <p className={field.error}>{error}</p>}
    </div>
  );
}

/** Something that is on or off; off is left out of the file where it may be.
 * @param props.on what stands in the file when it is on */
export function SwitchAt(props: {
  readonly place: Place;
  readonly label: string;
  readonly optional?: boolean | undefined;
  readonly on?: boolean;
}) {
  const { on: written = true } = props;
  const value = useAt(props.place);
  const set = useEditor((state) => state.set);
  const error = useFault(props.place);
  return (
    <div>
      <Switch
        label={props.label}
        checked={value === written}
        onChange={(on) => set(props.place, !on && props.optional === true ? undefined : on === written)}
      />
      {error !== undefined && <p className={field.error}>{error}</p>}
    </div>
  );
}

/** A list to choose a peer from is no longer than this; beyond, its name is typed. */
const mostListed = 80;

/** One of the draft's peers, or any when it may be left out. */
export function NodeAt(props: {
  readonly place: Place;
  readonly label: string;
  readonly optional?: boolean | undefined;
}) {
  const many = useEditor((state) => (state.draft?.nodes.length ?? 0) > mostListed);
  return many ? <TextAt {...props} /> : <NodeChoice {...props} />;
}

function NodeChoice(props: Parameters<typeof NodeAt>[0]) {
  const t = useText('editor');
  const value = useAt(props.place);
  const { draft, set } = useEditor((state) => state);
  const error = useFault(props.place);
  const names = draft === undefined ? [] : peersOf(draft);
  const known = typeof value === 'string' && !names.includes(value) && value !== '' ? [value] : [];
  const options = [...known, ...names].map((name) => ({ value: name, label: name }));
  if (props.optional === true) options.unshift({ value: '', label: t('anybody') });
  return (
    <div>
      <Select
        label={props.label}
        value={typeof value === 'string' ? value : ''}
        options={options}
        onChange={(name) => set(props.place, name === '' ? undefined : name)}
      />
      {error !== undefined && <p className={field.error}>{error}</p>}
    </div>
  );
}

/** Anything as JSON, for what has no form of its own; a slip is shown where it is, and the draft keeps the last whole value. */
export function JsonAt(props: {
  readonly place: Place;
  readonly label: string;
  readonly hint?: string;
  readonly tall?: boolean;
}) {
  const t = useText('editor');
  const value = useAt(props.place);
  const { draft, set } = useEditor((state) => state);
  const written = JSON.stringify(value, null, 2) ?? '';
  const [typed, setTyped] = useState(written);
  const [broken, setBroken] = useState(false);
  const error = useFault(props.place, true);
  useEffect(() => setTyped((now) => (sameJson(now, written) ? now : written)), [written]);
  return (
    <Line
      label={props.label}
      value={typed}
      long
      mono
      tall={props.tall === true}
      hint={props.hint}
      error={broken ? t('wrong.json') : error}
      onChange={(text) => {
        setTyped(text);
        const whole = readJson(text);
        const fits = whole !== undefined && looksLikeADraft(withValueAt(draft, props.place, whole));
        setBroken(!fits);
        if (fits) set(props.place, whole);
      }}
    />
  );
}

/** An input or a text area with its label above and a sentence below. */
export function Line(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  readonly unit?: string | undefined;
  readonly lang?: string;
  readonly long?: boolean;
  readonly mono?: boolean;
  readonly tall?: boolean;
  readonly numeric?: boolean;
  /** The field is left, or Enter is pressed in it. */
  readonly onLeave?: () => void;
  /** Escape is pressed in it. */
  readonly onCancel?: () => void;
}) {
  const id = useId();
  const below = props.error ?? props.hint;
  const shared = {
    id,
    value: props.value,
    lang: props.lang,
    'aria-invalid': props.error !== undefined,
    'aria-describedby': below === undefined ? undefined : `${id}-below`,
  };
  return (
    <div className={field.field}>
      <label className={field.label} htmlFor={id}>
        {props.label}
      </label>
      {props.long === true ? (
        <textarea
          {...shared}
          className={`${field.control} ${css.area}`}
          data-mono={props.mono || undefined}
          rows={
            props.tall === true
              ? 28
              : Math.min(12, Math.max(2, Math.ceil(props.value.length / 44), props.value.split('\n').length))
          }
          spellCheck={props.mono !== true}
          onChange={(event) => props.onChange(event.target.value)}
        />
      ) : (
        <div className={props.unit === undefined ? undefined : field.unit}>
          <input
            {...shared}
            className={field.control}
            inputMode={props.numeric === true ? 'decimal' : 'text'}
            autoComplete="off"
            onChange={(event) => props.onChange(event.target.value)}
            onBlur={props.onLeave}
            onKeyDown={(event) => {
              if (event.key === 'Enter') props.onLeave?.();
              if (event.key === 'Escape') props.onCancel?.();
            }}
          />
          {props.unit !== undefined && <span>{props.unit}</span>}
        </div>
      )}
      {below !== undefined && (
        <p id={`${id}-below`} className={props.error === undefined ? field.hint : field.error}>
          {below}
        </p>
      )}
    </div>
  );
}

/** The text of a satoshi amount in coins; as it stands when it is none. */
function coinsOf(value: unknown): string {
  if (typeof value !== 'string') return '';
  return /^\d{1,16}$/.test(value) ? formatCoins(BigInt(value)) : value;
}

function satoshisIn(text: string): string | undefined {
  const parsed = parseCoins(text);
  return parsed.ok ? String(parsed.satoshis) : undefined;
}

function tidy(value: number): string {
  return String(Number(value.toPrecision(15)));
}

/** Minutes times microseconds should not end in …0000001. */
function tidyProduct(value: number, factor: number): number {
  return factor === 1 ? value : Math.round(value * factor);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sameJson(text: string, written: string): boolean {
  return JSON.stringify(readJson(text), null, 2) === written;
}
