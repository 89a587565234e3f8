import type { History } from '#app/history';
import type { Scenario } from '#simulation/scenario/scenario';

/** Confirmations that the merchant waits for before it ships: the scenario's parameter `z`, else what a beat waits
 * for, else what the last attack before `time` says; undefined when nobody waits. */
export function confirmationsWanted(scenario: Scenario, history: History, time: number): number | undefined {
  const parameter = scenario.parameters.find(({ id }) => id === 'z');
  if (parameter !== undefined && parameter.kind === 'number') return parameter.value;
  for (const { when } of scenario.beats) if (when.type === 'confirmations') return when.count;
  const attack = history.actions.findLast(({ at, action }) => at <= time && action.type === 'double-spend');
  return attack?.action.type === 'double-spend' ? attack.action.confirmations : undefined;
}
