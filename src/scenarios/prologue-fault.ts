import { type RunRefusal, refusalAt } from '#simulation/refusal';
import type { Scenario } from '#simulation/scenario/scenario';
import { prologueIds } from './prologue-ids.ts';

/** What is wrong with the chain that a scenario asks for: only those that ship can provide coins.
 * @param inside where the scenario stands in what was read */
export function prologueFault(
  { prologue }: Scenario,
  inside: readonly (string | number)[] = [],
): RunRefusal | undefined {
  if (prologueIds.includes(prologue)) return undefined;
  return refusalAt([...inside, 'prologue'], 'unknownPrologue', {
    id: prologue,
    known: prologueIds.join(', '),
  });
}
