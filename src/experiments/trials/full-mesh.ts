import type { TrialLink } from './trial-scenario.ts';

/** Everybody linked with everybody. */
export function fullMesh(names: readonly string[], latencyMicros: number): TrialLink[] {
  return names.flatMap((a, i) => names.slice(i + 1).map((b) => ({ a, b, latencyMicros })));
}
