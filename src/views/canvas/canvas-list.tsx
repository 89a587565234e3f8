import { type KeyboardEvent, useId } from 'react';
import css from './canvas-list.module.css';

/** One thing of a picture, in words. */
export interface ListedThing {
  readonly id: number;
  readonly text: string;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** More things than these are not all in the document at once: those around the active one are. */
export const listWindow = 48;

/** The part of a long list that is put in words: `listWindow` ids around the active one. */
export function windowAround(ids: readonly number[], active: number): readonly number[] {
  if (ids.length <= listWindow) return ids;
  const from = Math.max(0, ids.indexOf(active) - listWindow / 2);
  return ids.slice(Math.min(from, ids.length - listWindow), from + listWindow);
}

/** A picture as a list: what eyes find on a canvas, a keyboard and a screen reader find here. One stop for the Tab
 * key; arrows move from thing to thing, Enter picks, the menu key opens the menu, Delete removes. It lies over the
 * canvas without covering it: the painter shows where the focus is. */
export function CanvasList(props: {
  readonly label: string;
  /** All things, or those of `windowAround`. */
  readonly things: readonly ListedThing[];
  /** All things' ids in order, where `things` is only a part. */
  readonly ids?: readonly number[];
  /** The thing the keyboard is at; −1 before the first key. */
  readonly active: number;
  readonly selected: number;
  readonly onActive: (id: number) => void;
  /** Where an arrow leads from a thing; without it, arrows walk along the list. */
  readonly neighbour?: (from: number, direction: Direction) => number;
  readonly onPick: (id: number) => void;
  readonly onMenu?: (id: number) => void;
  readonly onRemove?: (id: number) => void;
  readonly onFocusChange?: (focused: boolean) => void;
}) {
  const { things, active } = props;
  const base = useId();
  const ids = props.ids ?? things.map(({ id }) => id);
  const position = ids.indexOf(active);
  const first = things[0] === undefined ? 0 : ids.indexOf(things[0].id);
  const listed = things.some((thing) => thing.id === active);
  const at = (index: number) => ids[Math.min(ids.length - 1, Math.max(0, index))] ?? -1;

  const onKeyDown = (event: KeyboardEvent) => {
    const direction = directions[event.key];
    let handled = true;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (ids.length === 0) return;
    if (direction !== undefined) {
      if (position < 0) props.onActive(at(0));
      else if (props.neighbour !== undefined) props.onActive(props.neighbour(active, direction));
      else props.onActive(at(position + (direction === 'left' || direction === 'up' ? -1 : 1)));
    } else if (event.key === 'Home') props.onActive(at(0));
    else if (event.key === 'End') props.onActive(at(ids.length - 1));
    else if (position < 0) handled = false;
    else if (event.key === 'Enter' || event.key === ' ') props.onPick(active);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) props.onMenu?.(active);
    else if (event.key === 'Delete' || event.key === 'Backspace') props.onRemove?.(active);
    else handled = false;
    if (!handled) return;
    // The page's own keys (arrows step through time, Space plays) must not fire as well.
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      className={css.list}
      role="listbox"
      tabIndex={0}
      aria-label={props.label}
      aria-activedescendant={listed ? `${base}-${active}` : undefined}
      onKeyDown={onKeyDown}
      // A screen reader may click or focus an entry instead of walking to it with the arrows.
      onClick={(event) => {
        const thing = thingAt(event.target);
        if (thing !== undefined) props.onPick(thing);
      }}
      onFocus={(event) => {
        const thing = thingAt(event.target);
        if (thing !== undefined) props.onActive(thing);
        else if (position < 0) props.onActive(props.selected >= 0 ? props.selected : at(0));
        props.onFocusChange?.(true);
      }}
      onBlur={() => props.onFocusChange?.(false)}
    >
      {things.map((thing, index) => (
        <div
          key={thing.id}
          id={`${base}-${thing.id}`}
          role="option"
          aria-setsize={ids.length}
          aria-posinset={first + index + 1}
          tabIndex={-1}
          aria-selected={thing.id === props.selected}
          className="only-heard"
          data-thing={thing.id}
        >
          {thing.text}
        </div>
      ))}
    </div>
  );
}

/** The thing whose entry this is; undefined for the list itself. */
function thingAt(target: EventTarget): number | undefined {
  const thing = target instanceof HTMLElement ? target.dataset.thing : undefined;
  return thing === undefined ? undefined : Number(thing);
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
