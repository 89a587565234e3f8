import type { Condition } from '#simulation/scenario/condition';
import type { ParameterValues } from '#simulation/scenario/parameter';
import type { Scenario } from '#simulation/scenario/scenario';
import { oddsOf } from './odds.ts';

/** A formula for what is counted over many plays. */
export interface PlayTheory {
  /** Key of its name. */
  readonly id: 'capped' | 'shownLevel' | 'delayed' | 'behind' | 'finney' | 'fork';
  readonly value: number;
  readonly exact: boolean;
}

/** What theory says of how often something happens in plays of a scenario with these values; nothing where there is no
 * formula for it. Formulas know hash power; only `delayed` knows that messages take time. */
export function playTheory(
  scenario: Scenario,
  values: ParameterValues,
  counted: Condition,
): readonly PlayTheory[] {
  const odds = oddsOf(scenario, values);
  if (counted.type === 'double-spend-succeeded') {
    switch (odds.kind) {
      case 'race': {
        const { network, win, capped } = odds;
        const level = win === 'level' ? network?.shownLevel : undefined;
        if (level !== undefined) return [{ id: 'shownLevel', value: level, exact: true }];
        return [
          ...(capped === undefined ? [] : [{ id: 'capped', value: capped, exact: true } as const]),
          ...(network === undefined
            ? []
            : [{ id: 'delayed', value: network.delayed, exact: false } as const]),
        ];
      }
      case 'behind':
        return odds.capped === undefined ? [] : [{ id: 'behind', value: odds.capped, exact: true }];
      case 'finney':
        return [{ id: 'finney', value: odds.success, exact: true }];
      default:
        return [];
    }
  }
  // A fork that fails is the last one against that payment, and one that succeeds undoes a block.
  const undone = counted.type === 'reorg' && counted.depthAtLeast === 1;
  return odds.kind === 'fork' && undone ? [{ id: 'fork', value: odds.capped, exact: true }] : [];
}
