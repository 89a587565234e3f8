import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, Copy, Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Place } from '#simulation/scenario/patch-scenario';
import { Button, IconButton } from '../design/button.tsx';
import { useText } from '../use-text.ts';
import css from './editor.module.css';
import { useEditor } from './editor-state.ts';
import { Line } from './fields.tsx';
import { StrayFaults } from './stray-faults.tsx';
import { useFault } from './use-faults.tsx';

/** More lines than this are searched, not read. */
const mostLines = 60;

/** A list of the draft: a line for each entry, the fields of the one that is open, and buttons to add one, to copy it, to
 * move it and to take it away. The focus follows what was done. */
export function EntryList<Entry>(props: {
  readonly label: string;
  /** Where the list stands in the draft. */
  readonly place: Place;
  readonly entries: readonly Entry[];
  readonly titleOf: (entry: Entry, index: number) => string;
  readonly noteOf?: (entry: Entry, index: number) => string;
  /** Small pictures at the end of the line. */
  readonly marksOf?: (entry: Entry) => ReactNode;
  readonly fields: (index: number) => ReactNode;
  /** Shown while the list is empty. */
  readonly empty?: string;
  readonly addLabel: string;
  readonly fresh: () => Entry;
  /** Where an added entry goes; default: behind all others. */
  readonly placeFor?: (fresh: Entry) => number;
  readonly copy?: (entry: Entry) => Entry;
  /** Do more than change the list. */
  readonly onDuplicate?: (index: number) => void;
  readonly onRemove?: (index: number) => void;
  /** Off where the order follows from something else. */
  readonly movable?: boolean;
  /** Which entry is open (-1: none), where somebody else wants to know or to say. */
  readonly open?: number;
  readonly onOpen?: (index: number) => void;
}) {
  const t = useText('editor');
  const set = useEditor((state) => state.set);
  const [own, setOwn] = useState(-1);
  const [wanted, setWanted] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const [focus, setFocus] = useState<{ readonly index: number; readonly on: string }>();
  const { entries, place, onOpen, open = own } = props;
  useEffect(() => {
    if (focus === undefined) return;
    setFocus(undefined);
    const entry = list.current?.querySelector(`[data-entry="${focus.index}"]`);
    const button = (name: string) =>
      entry?.querySelector<HTMLButtonElement>(
        `:scope > div [data-do="${name}"]:enabled, :scope > [data-do="${name}"]`,
      );
    const add = list.current?.parentElement?.querySelector<HTMLButtonElement>(':scope > [data-do=add]');
    (button(focus.on) ?? button('head') ?? add)?.focus();
  }, [focus]);
  const show = (index: number) => {
    setOwn(index);
    onOpen?.(index);
  };
  const put = (changed: readonly Entry[], opened: number, on = 'head') => {
    set(place, changed);
    show(opened);
    setFocus({ index: Math.max(0, opened), on });
  };
  const inserted = (entry: Entry, at: number) => [...entries.slice(0, at), entry, ...entries.slice(at)];
  const move = (from: number, by: number) => {
    const entry = entries[from];
    if (entry === undefined) return;
    const others = entries.filter((_, index) => index !== from);
    const to = from + by;
    put([...others.slice(0, to), entry, ...others.slice(to)], to, by < 0 ? 'up' : 'down');
  };
  const duplicate = (index: number) => {
    const entry = entries[index];
    if (entry === undefined) return;
    if (props.onDuplicate === undefined)
      return put(inserted(props.copy?.(entry) ?? entry, index + 1), index + 1);
    props.onDuplicate(index);
    show(index + 1);
    setFocus({ index: index + 1, on: 'head' });
  };
  const remove = (index: number) => {
    if (props.onRemove === undefined)
      set(
        place,
        entries.filter((_, each) => each !== index),
      );
    else props.onRemove(index);
    show(-1);
    setFocus({ index: Math.min(index, entries.length - 2), on: 'head' });
  };
  const add = () => {
    setWanted('');
    const entry = props.fresh();
    const at = props.placeFor?.(entry) ?? entries.length;
    put(inserted(entry, at), at);
  };
  const found = entries
    .map((entry, index) => ({ entry, index, title: String(props.titleOf(entry, index)) }))
    .filter(({ title }) => title.toLowerCase().includes(wanted.toLowerCase()));
  const shown = found.filter(({ index }, number) => number < mostLines || index === open);
  return (
    <div className={css.list}>
      {entries.length === 0 && props.empty !== undefined && <p className={css.quiet}>{props.empty}</p>}
      {entries.length > mostLines && <Line label={t('list.find')} value={wanted} onChange={setWanted} />}
      <ol ref={list} className={css.beats} aria-label={props.label}>
        {shown.map(({ entry, index, title }) => (
          // What is in a list may have no name, or the same one twice, while it is typed.
          <li key={index} data-entry={index} className={css.beat} data-open={open === index || undefined}>
            <EntryHead
              place={[...place, index]}
              number={index + 1}
              title={title}
              note={props.noteOf?.(entry, index)}
              marks={props.marksOf?.(entry)}
              open={open === index}
              onToggle={() => show(open === index ? -1 : index)}
            />
            {open === index && (
              <div className={css.fields}>
                {props.fields(index)}
                <StrayFaults inside={[...place, index]} />
                <div className={css.entryFoot}>
                  {props.movable !== false && (
                    <>
                      <IconButton
                        label={t('list.up')}
                        data-do="up"
                        disabled={index === 0}
                        onClick={() => move(index, -1)}
                      >
                        <ArrowUp size={16} aria-hidden />
                      </IconButton>
                      <IconButton
                        label={t('list.down')}
                        data-do="down"
                        disabled={index === entries.length - 1}
                        onClick={() => move(index, 1)}
                      >
                        <ArrowDown size={16} aria-hidden />
                      </IconButton>
                    </>
                  )}
                  <Button tone="quiet" onClick={() => duplicate(index)}>
                    <Copy size={16} aria-hidden /> {t('list.duplicate')}
                  </Button>
                  <Button tone="quiet" onClick={() => remove(index)}>
                    <Trash2 size={16} aria-hidden /> {t('remove')}
                  </Button>
                </div>
              </div>
            )}
          </li>
        ))}
      </ol>
      {found.length > shown.length && (
        <p className={css.quiet}>{t('list.more', { count: found.length - shown.length })}</p>
      )}
      <Button className={css.add} data-do="add" onClick={add}>
        <Plus size={16} aria-hidden /> {props.addLabel}
      </Button>
    </div>
  );
}

function EntryHead(props: {
  readonly place: Place;
  readonly number: number;
  readonly title: string;
  readonly note: string | undefined;
  readonly marks: ReactNode;
  readonly open: boolean;
  readonly onToggle: () => void;
}) {
  const t = useText('editor');
  const wrong = useFault(props.place, true) !== undefined;
  return (
    <button
      type="button"
      className={css.beatHead}
      data-do="head"
      aria-expanded={props.open}
      onClick={props.onToggle}
    >
      {props.open ? <ChevronDown size={16} aria-hidden /> : <ChevronRight size={16} aria-hidden />}
      <span className={css.beatNumber}>{props.number}</span>
      <span className={css.beatTitle}>
        {props.title}
        {props.note !== undefined && <span className={css.beatWhen}>{props.note}</span>}
      </span>
      {wrong && <span className={css.wrongMark}>{t('wrong.mark')}</span>}
      {props.marks}
    </button>
  );
}
