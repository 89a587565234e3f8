import css from './meter.module.css';

/** Tries against expectation: the line marks the expected number, the bar may run past it.
 * @param value in units of the expectation: 1 is as many as expected */
export function Meter({ value, label }: { readonly value: number; readonly label: string }) {
  const reach = Math.max(1.5, value * 1.1);
  return (
    <div className={css.meter} role="img" aria-label={label}>
      <span
        className={css.bar}
        data-over={value > 1 || undefined}
        style={{ width: `${(value / reach) * 100}%` }}
      />
      <span className={css.mark} style={{ left: `${100 / reach}%` }} />
    </div>
  );
}
