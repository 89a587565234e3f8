import { formatClock } from '../format/sim-time.ts';
import { Chip } from '../inspector/parts/chip.tsx';
import { useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import css from './attack-parts.module.css';
import { type AttackState, phasesOf } from './attack-state.ts';

/** The steps of an attack's plan: those that have happened are doors to their moments.
 * @param props.hidesSecrets whoever looks cannot know what only the attacker knows */
export function PhaseList(props: { readonly state: AttackState; readonly hidesSecrets?: boolean }) {
  const t = useText('inspector');
  const verbs = useVerbs();
  const { state, hidesSecrets = false } = props;
  return (
    <ol className={css.phases}>
      {phasesOf(state, hidesSecrets).map(({ phase, done }) => (
        <li key={phase} data-done={done !== undefined || undefined}>
          <span className={css.tick} aria-hidden="true" />
          <span>{t(`attack.phase${phase}`)}</span>
          {done === undefined ? (
            <Chip tone="neutral">{t('attack.notYet')}</Chip>
          ) : (
            <button type="button" className={css.jump} onClick={() => verbs.seekRow(done.row)}>
              {formatClock(done.time)}
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}
