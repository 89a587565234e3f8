import { Switch as Base } from '@base-ui/react/switch';
import css from './field.module.css';

/** Something that is on or off, with its words beside it. */
export function Switch(props: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
    <label className={css.switch}>
      <Base.Root className={css.switchTrack} checked={props.checked} onCheckedChange={props.onChange}>
        <Base.Thumb className={css.switchThumb} />
      </Base.Root>
      <span>{props.label}</span>
    </label>
  );
}
