import { useCallback } from 'react';
import { durationOf } from '../format/sim-time.ts';
import { useText } from '../use-text.ts';

/** Tells a duration in the reader's language: `10 min`, `1.5 s`. */
export function useDuration(): (micros: number) => string {
  const t = useText('timeline');
  return useCallback(
    (micros) => {
      const { unit, count } = durationOf(micros);
      return t(`duration.${unit}`, { count });
    },
    [t],
  );
}
