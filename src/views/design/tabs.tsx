import { Tabs as Base } from '@base-ui/react/tabs';
import { type ReactNode, useMemo } from 'react';
import { classNames } from './class-names.ts';
import css from './tabs.module.css';

/** Tabs with the panel of the chosen one below; `look`: `line` in panels, `segments` for modes of the page,
 * `words` for a panel's title line. `aside` stands at the right end of the list. */
export function Tabs<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly tabs: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly look?: 'line' | 'segments' | 'words';
  readonly aside?: ReactNode;
  readonly children?: ReactNode;
  readonly className?: string | undefined;
}) {
  const { label, tabs, look = 'line' } = props;
  const same = tabs.map((tab) => `${tab.value}\n${tab.label}`).join('\n');
  // What the panel shows changes many times a second, its tabs hardly ever.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever draws tabs makes their list anew
  const list = useMemo(
    () => (
      <Base.List aria-label={label} activateOnFocus className={classNames(css.list, css[look])}>
        {tabs.map((tab) => (
          <Base.Tab key={tab.value} value={tab.value} className={css.tab}>
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
    ),
    [label, look, same],
  );
  return (
    <Base.Root
      className={classNames(css.root, props.className)}
      value={props.value}
      onValueChange={(value) => props.onChange(value as Value)}
    >
      <div className={css.head} data-look={look}>
        {list}
        {props.aside}
      </div>
      {props.children !== undefined && (
        <Base.Panel value={props.value} className={css.panel} tabIndex={-1}>
          {props.children}
        </Base.Panel>
      )}
    </Base.Root>
  );
}
