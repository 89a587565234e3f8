import { applyParameters } from '#simulation/scenario/apply-parameters';
import { useText } from '../use-text.ts';
import type { Draft } from './director-state.ts';
import { useParameterWords } from './parameter-words.ts';

/** Why values of a draft are not taken, by parameter, as sentences; empty when all are. */
export function useRefusals({ scenario, values }: Draft): ReadonlyMap<string, string> {
  const t = useText('director');
  const words = useParameterWords();
  const applied = applyParameters(scenario, values);
  if (applied.ok) return new Map();
  return new Map(
    Object.entries(applied.refusals).map(([id, refusal]) => {
      const parameter = scenario.parameters.find((each) => each.id === id);
      if (refusal.key !== 'outOfRange' || parameter === undefined) {
        return [id, t(`refusal.${refusal.key}`, refusal.values)] as const;
      }
      const say = (bound: string) => words(parameter, Number(refusal.values[bound]));
      return [id, t('refusal.outOfRange', { min: say('min'), max: say('max') })] as const;
    }),
  );
}
