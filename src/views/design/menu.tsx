import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import css from './popup.module.css';

/** A line of a menu, as data. */
export type MenuEntry =
  | {
      readonly kind?: 'item';
      readonly label: string;
      readonly note?: string | undefined;
      readonly icon?: ReactNode;
      readonly shortcut?: string | undefined;
      readonly tone?: 'danger';
      readonly disabled?: boolean;
      readonly onSelect: () => void;
    }
  | {
      readonly kind: 'choice';
      readonly label: string;
      readonly note?: string | undefined;
      readonly icon?: ReactNode;
      readonly chosen: boolean;
      readonly onSelect: () => void;
    }
  | { readonly kind: 'heading'; readonly label: string }
  | { readonly kind: 'separator' };

/** A button that opens a menu. */
export function Menu(props: {
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly entries: readonly MenuEntry[];
  readonly align?: 'start' | 'end';
}) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={props.trigger} />
      <MenuPopup entries={props.entries} align={props.align ?? 'start'} />
    </Base.Root>
  );
}

/** A menu at a point of the page, for context menus; `at` undefined: closed. */
export function MenuAtPoint(props: {
  readonly at: { readonly x: number; readonly y: number } | undefined;
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly onClose: () => void;
}) {
  const { at } = props;
  if (at === undefined) return null;
  const anchor = { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) };
  return (
    <Base.Root open modal={false} onOpenChange={(open) => open || props.onClose()}>
      <MenuPopup entries={props.entries} align="start" anchor={anchor} label={props.label} />
    </Base.Root>
  );
}

function MenuPopup(props: {
  readonly entries: readonly MenuEntry[];
  readonly align: 'start' | 'end';
  readonly anchor?: { getBoundingClientRect: () => DOMRect };
  readonly label?: string;
}) {
  return (
    <Base.Portal>
      <Base.Positioner
        className={css.positioner}
        sideOffset={4}
        align={props.align}
        {...(props.anchor === undefined ? {} : { anchor: props.anchor, side: 'bottom' as const })}
      >
        <Base.Popup
          className={css.popup}
          {...(props.label === undefined ? {} : { 'aria-label': props.label })}
        >
          {props.entries.map((entry, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a menu's lines do not move while it is open
            <Fragment key={position}>
              <MenuLine entry={entry} />
            </Fragment>
          ))}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

function MenuLine({ entry }: { readonly entry: MenuEntry }) {
  if (entry.kind === 'separator') return <Base.Separator className={css.separator} />;
  if (entry.kind === 'heading') return <div className={css.heading}>{entry.label}</div>;
  const words = (
    <span className={css.words}>
      {entry.label}
      {entry.note !== undefined && <span className={css.note}>{entry.note}</span>}
    </span>
  );
  if (entry.kind === 'choice') {
    return (
      <Base.CheckboxItem
        className={css.item}
        checked={entry.chosen}
        closeOnClick
        onCheckedChange={() => entry.onSelect()}
      >
        <span className={css.tick}>{entry.chosen && <Check size={16} aria-hidden />}</span>
        {entry.icon}
        {words}
      </Base.CheckboxItem>
    );
  }
  return (
    <Base.Item
      className={css.item}
      data-tone={entry.tone}
      disabled={entry.disabled ?? false}
      onClick={entry.onSelect}
    >
      {entry.icon}
      {words}
      {entry.shortcut !== undefined && <kbd className={css.shortcut}>{entry.shortcut}</kbd>}
    </Base.Item>
  );
}
