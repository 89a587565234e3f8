import type { ComponentProps } from 'react';
import css from './button.module.css';
import { classNames } from './class-names.ts';
import { tip } from './tooltip.tsx';

/** `plain`: on a sunken ground · `quiet`: no ground until touched · `primary`: the one thing to do · `danger`: an attack or a loss. */
export type ButtonTone = 'plain' | 'quiet' | 'primary' | 'danger';

export interface ButtonProps extends ComponentProps<'button'> {
  readonly tone?: ButtonTone;
}

/** A button with words. */
export function Button({ tone = 'plain', className, ...rest }: ButtonProps) {
  return <button type="button" {...rest} className={classNames(css.button, css[tone], className)} />;
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** What it does, heard by screen readers and shown in the tooltip. */
  readonly label: string;
  /** Keyboard shortcut shown beside the label, e.g. `G`. */
  readonly shortcut?: string | undefined;
  readonly tone?: ButtonTone;
  /** For switches: whether it is on. */
  readonly pressed?: boolean;
}

/** A button with a picture; its label is a tooltip. */
export function IconButton({
  label,
  shortcut,
  tone = 'quiet',
  pressed,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      {...tip(label, shortcut)}
      {...rest}
      className={classNames(css.button, css.icon, css[tone], className)}
    />
  );
}
