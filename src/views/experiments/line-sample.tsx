import { capOf } from './fit-chart.tsx';

/** A piece of a curve, as its key. */
export function LineSample({ dash }: { readonly dash: string | undefined }) {
  return (
    <svg width="28" height="10" aria-hidden="true">
      <line
        x1="1"
        x2="27"
        y1="5"
        y2="5"
        stroke="currentColor"
        strokeWidth="2"
        strokeDasharray={dash}
        strokeLinecap={capOf(dash)}
      />
    </svg>
  );
}
