import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { classNames } from './class-names.ts';
import css from './field.module.css';
import popup from './popup.module.css';

/** One of several values; the label is shown above, or only heard with `labelHidden`. */
export function Select<Value extends string | number>(props: {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean;
}) {
  const id = useId();
  return (
    <div className={css.field}>
      <span id={id} className={props.labelHidden ? 'only-heard' : css.label}>
        {props.label}
      </span>
      <Base.Root
        modal={false}
        items={props.options as { value: Value; label: string }[]}
        value={props.value}
        disabled={props.disabled ?? false}
        onValueChange={(value) => value !== null && props.onChange(value)}
      >
        <Base.Trigger aria-labelledby={id} className={classNames(css.control, css.select)}>
          <Base.Value />
          <Base.Icon className={css.chevron}>
            <ChevronDown size={16} aria-hidden />
          </Base.Icon>
        </Base.Trigger>
        <Base.Portal>
          <Base.Positioner className={popup.positioner} sideOffset={4} alignItemWithTrigger={false}>
            <Base.Popup className={popup.popup}>
              {props.options.map((option) => (
                <Base.Item key={option.value} value={option.value} className={popup.item}>
                  <span className={popup.tick}>
                    <Base.ItemIndicator>
                      <Check size={16} aria-hidden />
                    </Base.ItemIndicator>
                  </span>
                  <Base.ItemText>{option.label}</Base.ItemText>
                </Base.Item>
              ))}
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </div>
  );
}
