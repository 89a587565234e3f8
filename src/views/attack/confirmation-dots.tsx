import css from './attack-parts.module.css';

const mostDots = 12;

/** A dot for every confirmation that is wanted, full once it is there, and small ones for those beyond.
 * @param props.label the same in words */
export function ConfirmationDots(props: {
  readonly count: number;
  readonly wanted: number;
  readonly label: string;
}) {
  const { count, wanted } = props;
  return (
    <div className={css.dots} role="img" aria-label={props.label}>
      {Array.from({ length: Math.min(mostDots, Math.max(wanted, count)) }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the dots are all alike
        <span key={place} data-full={place < count || undefined} data-extra={place >= wanted || undefined} />
      ))}
    </div>
  );
}
