import { Check } from 'lucide-react';
import { formatClock } from '../format/sim-time.ts';
import { useVerbs } from '../use-studio.ts';
import { useLocalText, useText } from '../use-text.ts';
import type { BeatState } from './beat-states.ts';
import { useConditionWords } from './condition-words.ts';
import css from './director.module.css';
import type { StageState } from './use-stage.ts';

/** The beats as buttons: what is done leads to its moment, what is next can be made to happen. */
export function BeatList({ stage }: { readonly stage: StageState }) {
  const t = useText('director');
  return (
    <ol className={css.beats} aria-label={t('beats')}>
      {stage.beats.map((state) => (
        <li key={state.beat.id} data-state={state.state}>
          <BeatRow state={state} stage={stage} />
        </li>
      ))}
    </ol>
  );
}

function BeatRow({ state, stage }: { readonly state: BeatState; readonly stage: StageState }) {
  const t = useText('director');
  const local = useLocalText();
  const verbs = useVerbs();
  const words = useConditionWords();
  const { beat, event } = state;
  const title = local(beat.title);
  if (state.state === 'done') {
    return (
      <button
        type="button"
        className={css.beat}
        onClick={() => event !== undefined && verbs.seek(event.time)}
        title={t('beat.goTo', { title })}
      >
        <span className={css.beatMark} aria-hidden="true">
          <Check size={12} strokeWidth={3} />
        </span>
        <span className={css.beatTitle}>
          {title}
          <span className="only-heard"> {t('beat.done')}</span>
        </span>
        <span className={css.beatTime}>{event === undefined ? '' : formatClock(event.time)}</span>
      </button>
    );
  }
  const known =
    event === undefined ? null : (
      <button type="button" className={css.beatDoor} onClick={() => verbs.seek(event.time)}>
        {t('beat.asItWent', { time: formatClock(event.time) })}
      </button>
    );
  if (state.state === 'later') {
    return (
      <div className={css.beat}>
        <span className={css.beatMark} aria-hidden="true" />
        <span className={css.beatTitle}>
          {title}
          <span className="only-heard"> {t('beat.later')}</span>
        </span>
        {known}
      </div>
    );
  }
  const act = () => {
    void verbs.act({ type: 'beat', beat: beat.id });
    verbs.play();
  };
  const byHand = beat.when.type === 'by-hand';
  if (byHand) {
    return (
      <div className={css.beatNext}>
        <button type="button" className={css.beatAct} onClick={act}>
          <span className={css.beatMark} aria-hidden="true" />
          <span className={css.beatTitle}>{title}</span>
          <span aria-hidden="true">→</span>
        </button>
        {stage.hand && <YourMove state={state} stage={stage} />}
        {known}
      </div>
    );
  }
  return (
    <div className={css.beatNext}>
      <div className={css.beat}>
        <span className={css.beatMark} aria-hidden="true" />
        <span className={css.beatTitle}>
          {title}
          <span className={css.beatWaits}>{words(beat.when, stage.moment)}</span>
        </span>
        <button
          type="button"
          className={css.beatDoor}
          onClick={act}
          aria-label={t('beat.nowLabel', { title })}
        >
          {t('beat.now')}
        </button>
      </div>
      {known}
    </div>
  );
}

/** What the strategy would wait for before it plays a beat, where that can be told without knowing the strategy's own end. */
const plannedBy: ReadonlySet<string> = new Set([
  'time',
  'after',
  'peers',
  'height',
  'mempool',
  'confirmations',
  'all',
]);

/** That time stands still, and what would be a good moment. */
function YourMove({ state, stage }: { readonly state: BeatState; readonly stage: StageState }) {
  const t = useText('director');
  const words = useConditionWords();
  const plan = stage.written.beats[state.number]?.when;
  return (
    <p className={css.yourMove}>
      {t('beat.yourMove')}
      {plan !== undefined && plannedBy.has(plan.type) && (
        <> {t('beat.plan', { when: words(plan, stage.moment) })}</>
      )}
    </p>
  );
}
