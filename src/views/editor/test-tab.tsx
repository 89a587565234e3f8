import { Check, Circle, TriangleAlert } from 'lucide-react';
import { parseScenario } from '#simulation/scenario/parse-scenario';
import { Button } from '../design/button.tsx';
import { reasonKeys } from '../format/reason-key.ts';
import { formatClock } from '../format/sim-time.ts';
import { describeAction } from '../timeline/describe-row.ts';
import { useLocalText, useText, useTextIfKnown } from '../use-text.ts';
import css from './editor.module.css';
import { type Trial, useEditor } from './editor-state.ts';
import { useConditionSentence } from './use-condition-sentence.ts';
import { useFaults, useFaultWords } from './use-faults.tsx';

/** Plays the draft through and says what was reached when. */
export function TestTab() {
  const t = useText('editor');
  const { draft, trial, tryOut, cancelTrial } = useEditor((state) => state);
  const faults = useFaults();
  const words = useFaultWords();
  if (draft === undefined) return null;
  const start = () => {
    const parsed = parseScenario(draft);
    if (parsed.ok) void tryOut(parsed.value);
  };
  return (
    <div className={css.stack}>
      <p className={css.quiet}>{t('test.intro', { minutes: Math.round(draft.referenceMicros / 60e6) })}</p>
      {faults.length > 0 ? (
        <div className={css.faults} role="alert">
          <p>{t('test.wrong', { count: faults.length })}</p>
          <ul>
            {faults.slice(0, 12).map((fault) => (
              <li key={`${fault.path} ${fault.key}`}>
                <code>{fault.path}</code> {words(fault)}
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <div className={css.toolbar}>
          {trial?.running === true ? (
            <Button onClick={cancelTrial}>{t('test.cancel')}</Button>
          ) : (
            <Button tone="primary" onClick={start}>
              {t('test.start')}
            </Button>
          )}
        </div>
      )}
      {trial !== undefined && <TrialReport trial={trial} />}
    </div>
  );
}

function TrialReport({ trial }: { readonly trial: Trial }) {
  const t = useText('editor');
  const local = useLocalText();
  const sentence = useConditionSentence();
  const timeline = useText('timeline');
  const reasons = useTextIfKnown('reasons');
  const draft = useEditor((state) => state.draft);
  const { scenario, report, running, failure } = trial;
  if (failure !== undefined) return <p role="alert">{t('test.failed', { detail: failure })}</p>;
  if (report === undefined) return running ? <p role="status">{t('test.starting')}</p> : null;
  const reached = report.goals.filter((time) => time !== undefined).length;
  return (
    <section className={css.report} aria-label={t('test.report')}>
      {running && (
        <progress
          className={css.progress}
          value={report.now}
          max={report.end}
          aria-label={t('test.progress')}
        />
      )}
      <p role="status" data-done={(!running && reached === report.goals.length) || undefined}>
        {running
          ? t('test.at', { time: formatClock(report.now), end: formatClock(report.end) })
          : report.finished
            ? t('test.done', { reached, count: report.goals.length, time: formatClock(report.now) })
            : t('test.cancelled', { time: formatClock(report.now) })}
      </p>
      {draft !== trial.draft && !running && <p className={css.quiet}>{t('test.older')}</p>}
      <ul className={css.results}>
        {scenario.goals.map((goal, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a goal has no name but its place
          <Result key={index} time={report.goals[index]} words={sentence(goal)} />
        ))}
      </ul>
      {scenario.beats.length > 0 && <h3 className={css.heading}>{t('tab.story')}</h3>}
      <ol className={css.results}>
        {scenario.beats.map((beat, index) => {
          const right = report.answers[index];
          const choice = right === undefined ? undefined : beat.question?.choices[right];
          return (
            <Result
              key={beat.id}
              time={report.beats[index]}
              words={local(beat.title) || beat.id}
              note={
                right === undefined
                  ? undefined
                  : choice === undefined
                    ? t('test.noneRight')
                    : t('test.right', { choice: local(choice) })
              }
            />
          );
        })}
      </ol>
      {report.refused.length > 0 && <h3 className={css.heading}>{t('test.refused')}</h3>}
      <ul className={css.results}>
        {report.refused.map(({ time, action, reason }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same action may be refused twice
          <li key={index}>
            <TriangleAlert size={14} aria-hidden />
            <span>
              {describeAction(action, timeline)}: {reasons(reasonKeys(reason).reason) ?? reason}
            </span>
            <span className={css.time}>{formatClock(time)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Result(props: {
  readonly time: number | undefined;
  readonly words: string;
  readonly note?: string | undefined;
}) {
  const t = useText('editor');
  const { time, words, note } = props;
  return (
    <li data-reached={time !== undefined || undefined}>
      {time === undefined ? <Circle size={14} aria-hidden /> : <Check size={14} aria-hidden />}
      <span>
        {words}
        {note !== undefined && <span className={css.note}>{note}</span>}
      </span>
      <span className={css.time}>{time === undefined ? t('test.notYet') : formatClock(time)}</span>
    </li>
  );
}
