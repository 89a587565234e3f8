import type { ExperimentId, TheorySpec } from '#experiments/experiment';
import { experiments } from '#experiments/experiments';
import { exactBeside } from './readings.ts';

/** Lengths of dashes and gaps, pixels. */
const patterns = ['7 4', '1.5 4', '10 3 2 3', '3 3'] as const;

/** What a curve is called and switched by. */
export function familyOf({ id, family }: TheorySpec): string {
  return family ?? id;
}

/** How a curve of theory is drawn: the exact one is solid (undefined), each other formula of an experiment has its own dashes. */
export function theoryDash(experiment: ExperimentId, theory: string): string | undefined {
  const { theories } = experiments[experiment];
  const others = theories.filter((one) => exactBeside(experiment, one.beside) !== one.id).map(familyOf);
  const spec = theories.find((one) => one.id === theory);
  const at = spec === undefined ? -1 : [...new Set(others)].indexOf(familyOf(spec));
  return at < 0 ? undefined : patterns[at % patterns.length];
}
