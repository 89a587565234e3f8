import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { prologueFault } from '#scenarios/prologue-fault';
import type { RunRefusal } from '#simulation/refusal';
import { scenarioRefusals } from '#simulation/scenario/parse-scenario';
import { type Place, pathText } from '#simulation/scenario/patch-scenario';
import type { Scenario } from '#simulation/scenario/scenario';
import { useText } from '../use-text.ts';

const Faults = createContext<readonly RunRefusal[]>([]);

/** Everything that is wrong with the draft, for the fields below to show beside themselves. */
export function FaultsOf(props: { readonly draft: Scenario; readonly children: ReactNode }) {
  const { draft } = props;
  const faults = useMemo(() => faultsOf(draft), [draft]);
  return <Faults.Provider value={faults}>{props.children}</Faults.Provider>;
}

/** Everything that is wrong with a draft, whatever its state. */
export function faultsOf(draft: Scenario): readonly RunRefusal[] {
  const refusals = scenarioRefusals(draft);
  const chain = refusals.length === 0 ? prologueFault(draft) : undefined;
  return chain === undefined ? refusals : [chain];
}

export function useFaults(): readonly RunRefusal[] {
  return useContext(Faults);
}

/** What is wrong at a place, in words; undefined when nothing is.
 * @param inside also what is wrong further in */
export function useFault(place: Place, inside = false): string | undefined {
  const faults = useFaults();
  const words = useFaultWords();
  const path = pathText(place);
  const fault = faults.find((each) => each.path === path || (inside && each.path.startsWith(path)));
  return fault === undefined ? undefined : words(fault);
}

/** A fault as a sentence for the field it belongs to. */
export function useFaultWords(): (fault: RunRefusal) => string {
  const t = useText('editor');
  return ({ key, values, place }) => {
    switch (key) {
      case 'wrongValue':
        if (place.at(-1) === 'id') return t('wrong.id');
        // A pattern is no sentence.
        if (String(values.expected).startsWith('/')) return t('wrong.form', values);
        return t('wrong.wrongValue', values);
      case 'missing':
      case 'notAllowed':
      case 'tooMany':
      case 'unknownNode':
      case 'unknownBeat':
      case 'unknownPrologue':
      case 'leadsNowhere':
      case 'doesNotFit':
      case 'twice':
      case 'outOfOrder':
      case 'notANumber':
      case 'notWhole':
      case 'outOfRange':
      case 'sharesTooLarge':
      case 'noOtherHashRate':
        return t(`wrong.${key}`, values);
      default:
        return t('wrong.other', { key });
    }
  };
}
