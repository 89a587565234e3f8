import { cloneElement, type ReactElement, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { loadPopups, usePopups } from './load-popups.ts';

/** A button that will open something, before that something has arrived: looks and sounds the same, and remembers that it
 * was pressed or had the focus. */
export interface PopUpTrigger {
  readonly popups: ReturnType<typeof usePopups>;
  /** The button, with what it needs to know about itself. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  /** It was pressed while what it opens was on its way. */
  readonly pressed: boolean;
}

export function usePopUpTrigger(
  trigger: ReactElement<Record<string, unknown>>,
  opens: 'menu' | 'dialog',
): PopUpTrigger {
  const popups = usePopups();
  const button = useRef<HTMLElement>(null);
  const hadFocus = useRef(false);
  const [pressed, setPressed] = useState(false);
  const complete = popups !== undefined;
  // When the button is made anew, the focus goes along.
  useLayoutEffect(() => {
    if (complete && hadFocus.current) button.current?.focus();
  }, [complete]);
  if (complete) return { popups, trigger: cloneElement(trigger, { ref: button }), pressed };
  const press = () => {
    setPressed(true);
    void loadPopups();
  };
  return {
    popups,
    pressed,
    trigger: (
      <StandIn button={button} hadFocus={hadFocus}>
        {cloneElement(trigger, {
          ref: button,
          'aria-haspopup': opens,
          'aria-expanded': false,
          onClick: press,
        })}
      </StandIn>
    ),
  };
}

/** The button before anything can open. As it goes it notes whether it had the focus: only what is taken out itself learns
 * of that before it is out. */
function StandIn(props: {
  readonly button: RefObject<HTMLElement | null>;
  readonly hadFocus: { current: boolean };
  readonly children: ReactElement;
}) {
  const { button, hadFocus } = props;
  useLayoutEffect(
    () => () => {
      hadFocus.current = button.current !== null && button.current === document.activeElement;
    },
    [button, hadFocus],
  );
  return props.children;
}
