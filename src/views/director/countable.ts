import type { Condition, SimpleCondition } from '#simulation/scenario/condition';
import type { Scenario } from '#simulation/scenario/scenario';

/** Conditions that say of a whole play whether something has happened in it: once true, they stay what they were asked for. */
const happenings: ReadonlySet<Condition['type']> = new Set([
  'double-spend-succeeded',
  'reorg',
  'attack-phase',
  'tx-returned',
  'tx-conflicted',
  'tx-evicted',
  'refused',
  'confirmations',
  'fork-resolved',
  'fewer-blocks-more-work',
  'chain-share',
]);
/** A share of so few blocks is no share yet. */
const fewBlocks = 10;

/** What can be counted over many plays of a scenario: its goals, then what its questions ask for, each once. */
export function countable({ goals, beats }: Scenario): readonly Condition[] {
  const asked = beats.flatMap(({ question }) =>
    question === undefined || typeof question.right === 'number' ? [] : question.right,
  );
  const found = new Map<string, Condition>();
  for (const condition of [...goals, ...asked]) {
    const parts: readonly SimpleCondition[] =
      condition.type === 'any' || condition.type === 'all' ? condition.of : [condition];
    if (parts.every(isHappening)) found.set(JSON.stringify(condition), condition);
  }
  return [...found.values()];
}

function isHappening(condition: SimpleCondition): boolean {
  if (condition.type === 'chain-share') return condition.blocksAtLeast >= fewBlocks;
  // Ninety-nine blocks at once: an answer that nobody is to choose.
  if (condition.type === 'reorg') return condition.depthAtLeast < 50;
  return happenings.has(condition.type);
}
