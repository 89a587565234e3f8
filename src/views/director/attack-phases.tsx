import { LogKind } from '#simulation/log';
import { attackStateOf } from '../attack/attack-state.ts';
import { PhaseList } from '../attack/phase-list.tsx';
import { rowsOfKind } from '../inspector/rows-of-kind.ts';
import { useText } from '../use-text.ts';
import css from './director.module.css';
import type { StageState } from './use-stage.ts';

/** The phases of the newest attack, each a door to its moment: for an attack that no scenario tells in beats. */
export function AttackPhases({ stage }: { readonly stage: StageState }) {
  const t = useText('director');
  const { history, scene, row: now } = stage.moment;
  const newest = rowsOfKind(history, LogKind.attack).findLast(({ row }) => row <= now);
  const state = newest === undefined ? undefined : attackStateOf(history, scene, newest.a, now);
  if (state === undefined) return <p className={css.quiet}>{t('stage.noBeats')}</p>;
  return <PhaseList state={state} />;
}
