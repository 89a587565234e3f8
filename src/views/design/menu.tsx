import type { ReactElement, ReactNode } from 'react';
import { useEffect } from 'react';
import { loadPopups, usePopups } from './load-popups.ts';
import { usePopUpTrigger } from './pop-up-trigger.tsx';

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
  /** A menu of its own beside this line: one of several values. */
  | {
      readonly kind: 'choices';
      readonly label: string;
      readonly icon?: ReactNode;
      readonly value: string;
      readonly options: readonly {
        readonly value: string;
        readonly label: string;
        readonly icon?: ReactNode;
      }[];
      readonly onChoose: (value: string) => void;
    }
  | { readonly kind: 'heading'; readonly label: string }
  | { readonly kind: 'separator' };

/** A button that opens a menu. */
export function Menu(props: {
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly entries: readonly MenuEntry[];
  readonly align?: 'start' | 'end';
}) {
  const { popups, trigger, pressed } = usePopUpTrigger(props.trigger, 'menu');
  if (popups === undefined) return trigger;
  return (
    <popups.MenuWithTrigger
      trigger={trigger}
      entries={props.entries}
      align={props.align ?? 'start'}
      defaultOpen={pressed}
    />
  );
}

/** A menu at a point of the page, for context menus; `at` undefined: closed. */
export function MenuAtPoint(props: {
  readonly at: { readonly x: number; readonly y: number } | undefined;
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly onClose: () => void;
}) {
  const popups = usePopups();
  useEffect(() => void loadPopups(), []);
  if (popups === undefined || props.at === undefined) return null;
  return <popups.MenuAt {...props} at={props.at} />;
}
