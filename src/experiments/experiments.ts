import type { Axis, ExperimentId, ExperimentSpec, Measured, TheorySpec } from './experiment.ts';

/** Every experiment there is, in the order of the menu. */
export const experiments: Readonly<Record<ExperimentId, ExperimentSpec>> = {
  'double-spend': {
    id: 'double-spend',
    axes: [
      share('q', 'curve', [0.1, 0.2, 0.3, 0.4], { below: 1 }),
      whole('z', 'x', [1, 2, 3, 4, 5, 6], { min: 0, max: 20 }),
      choice('win', 'setting', ['ahead'], ['level', 'ahead']),
      whole('preMined', 'setting', [0], { min: 0, max: 1 }),
      whole('giveUp', 'setting', [12], { min: 1, max: 60 }),
      ratio('delay', 'setting', [0], { min: 0, max: 2, absent: 0 }),
    ],
    measured: [proportion('success'), mean('time', 'spacings')],
    theories: [
      exact('capped', 'success'),
      besides('rosenfeld', 'success'),
      besides('delayed', 'success'),
      besides('nakamoto', 'success'),
      exact('capped-time', 'time'),
    ],
    defaultTrials: 1_000,
    maxTrials: 1_000_000,
  },
  'selfish-mining': {
    id: 'selfish-mining',
    axes: [
      share('q', 'x', [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45], { below: 0.5 }),
      whole('near', 'curve', [0, 3, 4], { min: 0, max: 8 }),
      whole('miners', 'setting', [4], { min: 2, max: 8 }),
    ],
    measured: [mean('revenue', 'share'), proportion('gamma')],
    theories: [exact('eyal-sirer', 'revenue'), besides('honest', 'revenue'), besides('gamma-most', 'gamma')],
    defaultTrials: 200,
    maxTrials: 100_000,
  },
  'fork-rate': {
    id: 'fork-rate',
    axes: [
      ratio('delay', 'x', [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5], { min: 0, max: 2 }),
      whole('miners', 'curve', [2, 4, 8], { min: 2, max: 16 }),
    ],
    measured: [proportion('fork'), mean('stale', 'share')],
    theories: [exact('fork-known', 'fork'), besides('fork', 'fork'), besides('decker-wattenhofer', 'fork')],
    defaultTrials: 200,
    maxTrials: 100_000,
  },
  propagation: {
    id: 'propagation',
    axes: [
      whole('payments', 'x', [0, 12, 24, 36, 48], { min: 0, max: 48 }),
      whole('degree', 'curve', [2, 4, 8], { min: 1, max: 16 }),
      whole('nodes', 'setting', [50], { min: 2, max: 500 }),
      { ...whole('bandwidth', 'setting', [10_000], { min: 1_000, max: 10_000_000 }), unit: 'bytesPerSecond' },
    ],
    measured: [mean('half', 'seconds'), mean('nine-tenths', 'seconds'), mean('ninety-nine', 'seconds')],
    theories: ['half', 'nine-tenths', 'ninety-nine'].flatMap((id) => [
      { ...exact(`announced-${id}`, id), family: 'announced' },
      { ...besides(`shortest-${id}`, id), family: 'shortest' },
    ]),
    defaultTrials: 20,
    maxTrials: 10_000,
  },
  retarget: {
    id: 'retarget',
    axes: [ratio('jump', 'curve', [0.25, 1, 2, 8], { min: 0.25, max: 16 })],
    measured: [distribution('interval', 'spacings')],
    theories: [exact('clamped', 'interval'), besides('settled', 'interval')],
    defaultTrials: 20,
    maxTrials: 10_000,
  },
  confirmations: {
    id: 'confirmations',
    axes: [
      ratio('delay', 'curve', [0.1, 0.3, 0.6], { min: 0, max: 2 }),
      whole('miners', 'setting', [4], { min: 2, max: 16 }),
    ],
    measured: [distribution('depth', 'share')],
    theories: [besides('geometric', 'depth')],
    defaultTrials: 200,
    maxTrials: 100_000,
  },
  'mining-income': {
    id: 'mining-income',
    axes: [
      share('share', 'x', [0.02, 0.05, 0.1, 0.2], { below: 1 }),
      choice('pay', 'curve', ['alone', 'pool'], ['alone', 'pool']),
      whole('blocks', 'setting', [144], { min: 10, max: 2_016 }),
    ],
    measured: [mean('income', 'share'), mean('deviation', 'ratio'), distribution('blocks', 'share')],
    theories: [exact('expected', 'income'), exact('deviation', 'deviation'), exact('binomial', 'blocks')],
    defaultTrials: 100,
    maxTrials: 10_000,
  },
  repeat: {
    id: 'repeat',
    axes: [],
    measured: [proportion('success')],
    theories: [],
    defaultTrials: 100,
    maxTrials: 100_000,
  },
};

type Role = Axis['role'];
type Numbers = readonly number[];

/** A share of the hash power, from nothing to less than `below`. */
function share(id: string, role: Role, grid: Numbers, bounds: { readonly below: number }): Axis {
  return { id, kind: 'number', unit: 'share', role, grid, min: 0, ...bounds };
}

/** A whole number; both bounds are included. */
function whole(
  id: string,
  role: Role,
  grid: Numbers,
  bounds: { readonly min: number; readonly max: number },
): Axis {
  return { id, kind: 'number', unit: 'count', role, grid, ...bounds, integer: true };
}

/** Any number; both bounds are included. */
function ratio(
  id: string,
  role: Role,
  grid: Numbers,
  bounds: { readonly min: number; readonly max: number; readonly absent?: number },
): Axis {
  return { id, kind: 'number', unit: 'ratio', role, grid, ...bounds };
}

function choice(id: string, role: Role, grid: readonly string[], choices: readonly string[]): Axis {
  return { id, kind: 'choice', unit: 'choice', role, grid, choices };
}

function proportion(id: string): Measured {
  return { id, kind: 'proportion', unit: 'share' };
}

function mean(id: string, unit: Measured['unit']): Measured {
  return { id, kind: 'mean', unit };
}

function distribution(id: string, unit: Measured['unit']): Measured {
  return { id, kind: 'distribution', unit };
}

/** A curve that the measured points must lie on. */
function exact(id: string, beside: string): TheorySpec {
  return { id, beside, exact: true };
}

/** An approximation, a bound or a reference. */
function besides(id: string, beside: string): TheorySpec {
  return { id, beside, exact: false };
}
