import type { ExperimentId } from '#experiments/experiment';
import { experiments } from '#experiments/experiments';
import { exactBeside } from './readings.ts';

/** Lengths of dashes and gaps, pixels. */
const patterns = ['7 4', '1.5 4', '10 3 2 3', '3 3'] as const;

/** How a curve of theory is drawn: the exact one is solid (undefined), each other one of an experiment has its own dashes. */
export function theoryDash(experiment: ExperimentId, theory: string): string | undefined {
  const others = experiments[experiment].theories.filter(
    (one) => exactBeside(experiment, one.beside) !== one.id,
  );
  const at = others.findIndex((one) => one.id === theory);
  return at < 0 ? undefined : patterns[at % patterns.length];
}
