import type { ReactNode } from 'react';
import css from './canvas-tip.module.css';

/** A few words beside the thing under the pointer; flips to the other side near the right and lower edges. */
export function CanvasTip(props: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly children: ReactNode;
}) {
  const left = props.x > props.width - 240;
  const above = props.y > props.height - 90;
  return (
    <div
      className={css.tip}
      aria-hidden
      style={{
        left: props.x,
        top: props.y,
        transform: `translate(${left ? 'calc(-100% - 14px)' : '14px'}, ${above ? 'calc(-100% - 10px)' : '14px'})`,
      }}
    >
      {props.children}
    </div>
  );
}
