import { durationOf } from '../../format/sim-time.ts';
import { useText } from '../../use-text.ts';

/** Says a duration in the reader's language: `4.1 min`, `180 ms`. */
export function useDuration(): (micros: number) => string {
  const t = useText('inspector');
  return (micros) => {
    const { unit, count } = durationOf(micros);
    return t(`duration.${unit}`, { n: count });
  };
}
