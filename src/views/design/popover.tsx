import { type ReactElement, type ReactNode, useEffect } from 'react';
import { usePopUpTrigger } from './pop-up-trigger.tsx';

/** Something more than a menu that opens at a button. */
export function Popover(props: {
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly label: string;
  readonly children: ReactNode;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly align?: 'start' | 'end';
}) {
  const { popups, trigger, pressed } = usePopUpTrigger(props.trigger, 'dialog');
  const { open, onOpenChange } = props;
  // Whoever keeps the state is told of the press that came too early.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for the press
  useEffect(() => {
    if (pressed) onOpenChange?.(true);
  }, [pressed]);
  if (popups === undefined) return trigger;
  return (
    <popups.PopoverWithTrigger
      trigger={trigger}
      label={props.label}
      open={open}
      onOpenChange={(now) => onOpenChange?.(now)}
      align={props.align ?? 'start'}
      defaultOpen={pressed}
    >
      {props.children}
    </popups.PopoverWithTrigger>
  );
}
