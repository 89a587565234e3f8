import css from './attack-parts.module.css';

const mostBlocks = 14;

/** One of two branches that race: its name, a square for each block since they parted, and their number. */
export function RaceRow(props: {
  readonly label: string;
  readonly blocks: number;
  readonly kind: 'public' | 'secret';
}) {
  return (
    <div className={css.race}>
      <span>{props.label}</span>
      <span className={css.blocks} data-kind={props.kind} aria-hidden="true">
        {Array.from({ length: Math.min(props.blocks, mostBlocks) }, (_, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the squares are all alike
          <span key={n} />
        ))}
      </span>
      <span>{props.blocks}</span>
    </div>
  );
}
