import { Menu } from '@base-ui/react/menu';
import { Popover } from '@base-ui/react/popover';
import { Check, ChevronRight } from 'lucide-react';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import type { MenuEntry } from './menu.tsx';
import css from './popup.module.css';

// What opens at a button or a point: loaded once the page lives (`load-popups.ts`). Views use `Menu`, `MenuAtPoint` and
// `Popover`, which stand in until then.

/** A menu at its button. */
export function MenuWithTrigger(props: {
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly entries: readonly MenuEntry[];
  readonly align: 'start' | 'end';
  readonly defaultOpen: boolean;
}) {
  return (
    <Menu.Root modal={false} defaultOpen={props.defaultOpen}>
      <Menu.Trigger render={props.trigger} />
      <MenuPopup entries={props.entries} align={props.align} />
    </Menu.Root>
  );
}

/** A menu at a point. */
export function MenuAt(props: {
  readonly at: { readonly x: number; readonly y: number };
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly onClose: () => void;
}) {
  const { at } = props;
  const anchor = { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) };
  return (
    <Menu.Root open modal={false} onOpenChange={(open) => open || props.onClose()}>
      <MenuPopup entries={props.entries} align="start" anchor={anchor} label={props.label} />
    </Menu.Root>
  );
}

/** Something more than a menu at its button. */
export function PopoverWithTrigger(props: {
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly label: string;
  readonly children: ReactNode;
  readonly open: boolean | undefined;
  readonly onOpenChange: (open: boolean) => void;
  readonly align: 'start' | 'end';
  readonly defaultOpen: boolean;
}) {
  return (
    <Popover.Root
      {...(props.open === undefined ? { defaultOpen: props.defaultOpen } : { open: props.open })}
      onOpenChange={props.onOpenChange}
    >
      <Popover.Trigger render={props.trigger} />
      <Popover.Portal>
        <Popover.Positioner className={css.positioner} sideOffset={4} align={props.align}>
          <Popover.Popup className={classNames(css.popup, css.padded)} aria-label={props.label}>
            {props.children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function MenuPopup(props: {
  readonly entries: readonly MenuEntry[];
  readonly align: 'start' | 'end';
  readonly anchor?: { getBoundingClientRect: () => DOMRect };
  readonly label?: string;
}) {
  return (
    <Menu.Portal>
      <Menu.Positioner
        className={css.positioner}
        sideOffset={4}
        align={props.align}
        {...(props.anchor === undefined ? {} : { anchor: props.anchor, side: 'bottom' as const })}
      >
        <Menu.Popup
          className={css.popup}
          {...(props.label === undefined ? {} : { 'aria-label': props.label })}
        >
          {props.entries.map((entry, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a menu's lines do not move while it is open
            <Fragment key={position}>
              <MenuLine entry={entry} />
            </Fragment>
          ))}
        </Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  );
}

function MenuLine({ entry }: { readonly entry: MenuEntry }) {
  if (entry.kind === 'separator') return <Menu.Separator className={css.separator} />;
  if (entry.kind === 'heading') return <div className={css.heading}>{entry.label}</div>;
  if (entry.kind === 'choices') return <Choices entry={entry} />;
  const words = (
    <span className={css.words}>
      {entry.label}
      {entry.note !== undefined && <span className={css.note}>{entry.note}</span>}
    </span>
  );
  if (entry.kind === 'choice') {
    return (
      <Menu.CheckboxItem
        className={css.item}
        checked={entry.chosen}
        closeOnClick
        onCheckedChange={() => entry.onSelect()}
      >
        <span className={css.tick}>{entry.chosen && <Check size={16} aria-hidden />}</span>
        {entry.icon}
        {words}
      </Menu.CheckboxItem>
    );
  }
  return (
    <Menu.Item
      className={css.item}
      data-tone={entry.tone}
      disabled={entry.disabled ?? false}
      onClick={entry.onSelect}
    >
      {entry.icon}
      {words}
      {entry.shortcut !== undefined && <kbd className={css.shortcut}>{entry.shortcut}</kbd>}
    </Menu.Item>
  );
}

/** One of several values, in a menu beside the line that names them. */
function Choices({ entry }: { readonly entry: Extract<MenuEntry, { kind: 'choices' }> }) {
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className={css.item}>
        {entry.icon}
        <span className={css.words}>{entry.label}</span>
        <ChevronRight size={16} aria-hidden />
      </Menu.SubmenuTrigger>
      <Menu.Portal>
        <Menu.Positioner className={css.positioner} sideOffset={2}>
          <Menu.Popup className={css.popup}>
            <Menu.RadioGroup value={entry.value} onValueChange={(value: string) => entry.onChoose(value)}>
              {entry.options.map(({ value, label, icon }) => (
                <Menu.RadioItem key={value} className={css.item} value={value} closeOnClick>
                  <span className={css.tick}>{value === entry.value && <Check size={16} aria-hidden />}</span>
                  {icon}
                  <span className={css.words}>{label}</span>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  );
}
