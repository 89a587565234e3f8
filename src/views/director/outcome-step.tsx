import { Button } from '../design/button.tsx';
import { formatCoins } from '../format/coins.ts';
import { formatQuantity } from '../format/quantity.ts';
import { shortHash } from '../format/short-hash.ts';
import { formatClock } from '../format/sim-time.ts';
import { useStudio, useStudioCore, useVerbs } from '../use-studio.ts';
import { useLocalText, useText } from '../use-text.ts';
import { NothingChosen } from './cast-step.tsx';
import type { Ending } from './compare-endings.ts';
import css from './director.module.css';
import { useDirector } from './director-state.ts';
import { doorOf } from './door-of.ts';
import { OutcomeFacts } from './outcome-facts.tsx';
import { useEnding } from './use-ending.ts';
import { useRaiseCurtain } from './use-raise-curtain.ts';
import { type StageState, useStage } from './use-stage.ts';

/** Fourth step: who lost what and why it was allowed, and both timelines side by side once there are two. */
export function OutcomeStep() {
  const t = useText('director');
  const stage = useStage();
  const { moment, cast } = stage;
  const now = useEnding(moment.history, cast, moment.time);
  if (now === undefined || (cast.attacker < 0 && stage.beats.length === 0)) return <NothingChosen />;
  const { outcome } = now;
  const victim = outcome.losses.find(({ what }) => what === 'goods')?.node ?? cast.merchant;
  const nameOf = (node: number) => moment.history.nodes[node]?.name ?? t('outcome.somebody');
  return (
    <>
      <h2 className={css.title}>
        {t(
          outcome.result === 'none' && outcome.losses.length > 0
            ? outcome.attackers.length === 0
              ? 'outcome.unattacked'
              : 'outcome.onlyOthers'
            : `outcome.title.${outcome.result}`,
          {
            attacker: nameOf(outcome.attackers[0] ?? cast.attacker),
            victim: nameOf(victim),
          },
        )}
      </h2>
      <p className={css.quiet}>{t('outcome.asOf', { time: formatClock(moment.time) })}</p>
      <Compare stage={stage} now={now} />
      <OutcomeFacts outcome={outcome} />
      <Rewind stage={stage} />
      <Again stage={stage} />
    </>
  );
}

/** Both timelines in one table, with what differs marked. */
function Compare({ stage, now }: { readonly stage: StageState; readonly now: Ending }) {
  const t = useText('director');
  const studio = useStudioCore();
  const verbs = useVerbs();
  const { timelines, activeTimeline } = useStudio((state) => ({
    timelines: state.timelines,
    activeTimeline: state.activeTimeline,
  }));
  const other = timelines.find(({ id }) => id !== activeTimeline);
  const { time } = stage.moment;
  const theirs = useEnding(other === undefined ? undefined : studio.history(other.id), stage.cast, time);
  if (other === undefined || theirs === undefined) return null;
  const active = timelines.find(({ id }) => id === activeTimeline);
  const activeFirst = (active?.forkedAt ?? 0) === 0;
  const forkedAt = Math.max(other.forkedAt, active?.forkedAt ?? 0);
  const rows = comparisonRows(now, theirs, t, stage.cast.merchant >= 0);
  return (
    <section className={css.group} aria-label={t('compare.title')}>
      <h3>{t('compare.title')}</h3>
      <p className={css.quiet}>{t('compare.note', { time: formatClock(forkedAt) })}</p>
      <table className={css.compare}>
        <thead>
          <tr>
            <td />
            <th scope="col" data-shown>
              {t(activeFirst ? 'compare.first' : 'compare.whatIf')}
              <small>{formatClock(now.time)}</small>
            </th>
            <th scope="col">
              {t(activeFirst ? 'compare.whatIf' : 'compare.first')}
              <small>{formatClock(theirs.time)}</small>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, mine, its }) => (
            <tr key={name} data-differs={mine !== its || undefined}>
              <th scope="row">
                {name}
                {mine !== its && <span className="only-heard"> {t('compare.differs')}</span>}
              </th>
              <td>{mine}</td>
              <td>{its}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={css.actions}>
        <Button onClick={verbs.swapTimelines}>{t('compare.swap')}</Button>
        {theirs.time < time && (
          <p className={css.quiet}>{t('compare.behind', { time: formatClock(theirs.time) })}</p>
        )}
      </div>
    </section>
  );
}

interface ComparisonRow {
  readonly name: string;
  readonly mine: string;
  readonly its: string;
}

function comparisonRows(
  mine: Ending,
  its: Ending,
  t: ReturnType<typeof useText<'director'>>,
  merchant: boolean,
): readonly ComparisonRow[] {
  const row = (name: string, show: (ending: Ending) => string): ComparisonRow => ({
    name,
    mine: show(mine),
    its: show(its),
  });
  return [
    row(t('compare.outcome'), ({ outcome }) => t(`compare.is.${outcome.result}`)),
    ...(merchant
      ? [
          row(t('compare.payment'), (ending) =>
            ending.payment === 'confirmed'
              ? t('compare.confirmed', { count: ending.confirmations })
              : t(
                  `compare.state.${ending.payment === 'pending' || ending.payment === 'conflicted' ? ending.payment : 'none'}`,
                ),
          ),
        ]
      : []),
    row(t('compare.height'), ({ height }) => String(height)),
    row(t('compare.tip'), ({ hash }) => shortHash(hash)),
    row(t('compare.work'), ({ work }) => formatQuantity(work)),
    row(
      t('compare.attackerBlocks'),
      ({ attackerBlocks, chainBlocks }) => `${attackerBlocks} / ${chainBlocks}`,
    ),
    row(t('compare.stale'), ({ staleBlocks }) => String(staleBlocks)),
    row(t('compare.forgone'), ({ outcome }) => formatCoins(outcome.cost.forgone)),
    row(t('compare.reorg'), ({ deepestReorg }) => String(deepestReorg)),
    row(t('compare.attackerBalance'), ({ attackerBalance }) => formatCoins(attackerBalance)),
    ...(merchant
      ? [row(t('compare.merchantBalance'), ({ merchantBalance }) => formatCoins(merchantBalance))]
      : []),
  ];
}

/** Doors to the moment before each beat, from which one thing can be changed. */
function Rewind({ stage }: { readonly stage: StageState }) {
  const t = useText('director');
  const local = useLocalText();
  const verbs = useVerbs();
  const { goTo, setChanging } = useDirector((state) => state);
  const doors = stage.beats.flatMap((state) => {
    const time = doorOf(stage.moment.history, state);
    return time === undefined ? [] : [{ ...state, time, title: local(state.beat.title) }];
  });
  if (doors.length === 0) return null;
  // Beats of one name are told apart by their place in the play.
  const named = (title: string, number: number) =>
    doors.some((door) => door.title === title && door.number !== number)
      ? t('rewind.beforeNumber', { title, number: number + 1 })
      : t('rewind.before', { title });
  return (
    <section className={css.group} aria-label={t('rewind.title')}>
      <h3>{t('rewind.title')}</h3>
      <p className={css.quiet}>{t('rewind.note')}</p>
      <ul className={css.rewinds}>
        {doors.map(({ beat, number, title, time }) => (
          <li key={beat.id}>
            <button
              type="button"
              className={css.beat}
              onClick={() => {
                verbs.pause();
                verbs.seek(time);
                setChanging(true);
                goTo('stage');
              }}
            >
              <span className={css.beatTitle}>{named(title, number)}</span>
              <span className={css.beatTime}>{formatClock(time)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The same cast once more, with other luck. */
function Again({ stage }: { readonly stage: StageState }) {
  const t = useText('director');
  const seed = useStudio((state) => state.run.seed);
  const raiseCurtain = useRaiseCurtain();
  const goTo = useDirector((state) => state.goTo);
  return (
    <div className={css.footer}>
      <Button onClick={() => void raiseCurtain(stage.scenario, (seed + 1) % 0x1_0000_0000, false)}>
        {t('again.seed', { seed: (seed + 1) % 0x1_0000_0000 })}
      </Button>
      <Button onClick={() => goTo('cast')}>{t('again.cast')}</Button>
      <Button onClick={() => goTo('repeat')}>{t('again.repeat')}</Button>
    </div>
  );
}
