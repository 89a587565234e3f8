import { useCallback, useEffect, useMemo, useState } from 'react';
import type { BatchRequest, RepeatBase } from '#experiments/experiment';
import { Button } from '../design/button.tsx';
import { Select } from '../design/select.tsx';
import { formatClock } from '../format/sim-time.ts';
import { useStudioCore } from '../use-studio.ts';
import { useLocalText, useText } from '../use-text.ts';
import css from './experiments.module.css';
import { type RepeatMoment, useRepeatMoment } from './repeat-moment.ts';
import { RepeatPanel } from './repeat-panel.tsx';

/** What a repetition counts, by the key of its words. */
const conditions: Readonly<Record<string, NonNullable<RepeatBase['condition']>>> = {
  doubleSpend: { type: 'double-spend-succeeded' },
  fork: { type: 'fork' },
  reorg1: { type: 'reorg', depthAtLeast: 1 },
  reorg2: { type: 'reorg', depthAtLeast: 2 },
  reorg3: { type: 'reorg', depthAtLeast: 3 },
  reorg6: { type: 'reorg', depthAtLeast: 6 },
};
type Counted = 'doubleSpend' | 'fork' | 'reorg1' | 'reorg2' | 'reorg3' | 'reorg6';

const lengths = [1, 3, 10, 30, 100] as const;
/** A seed of the batch, not of the run: every trial has luck of its own. */
const batchSeed = 1;

/** The run on the page once more from one of its moments, many times, each with other luck. */
export function RepeatPart() {
  const t = useText('experiments');
  const studio = useStudioCore();
  const { moment, take } = useRepeatMoment();
  useEffect(() => {
    if (useRepeatMoment.getState().moment === undefined) void take(studio);
  }, [take, studio]);
  return (
    <div className={css.part}>
      <div className={css.controls}>
        <h2 className={css.question}>{t('experiment.repeat.question')}</h2>
        <p className={css.lead}>{t('experiment.repeat.about')}</p>
      </div>
      <div className={css.results}>
        {moment !== undefined && <Repetition key={`${moment.run.seed} ${moment.at}`} moment={moment} />}
        <div className={css.buttons}>
          <Button onClick={() => void take(studio)}>{t('repeat.takeNow')}</Button>
        </div>
      </div>
    </div>
  );
}

function Repetition({ moment }: { readonly moment: RepeatMoment }) {
  const t = useText('experiments');
  const local = useLocalText();
  const { run, ledger, at, spacingMicros } = moment;
  const [counted, setCounted] = useState<Counted>(isAttacked(moment) ? 'doubleSpend' : 'fork');
  const [blocks, setBlocks] = useState<number>(10);
  const base = useMemo(
    (): RepeatBase => ({
      run,
      ledger,
      at,
      condition: conditions[counted]!,
      until: at + blocks * spacingMicros,
    }),
    [run, ledger, at, spacingMicros, counted, blocks],
  );
  const request = useCallback(
    (trials: number): BatchRequest => ({ experiment: 'repeat', seed: batchSeed, trials, cells: [{}], base }),
    [base],
  );
  return (
    <>
      <p>{t('repeat.moment', { run: local(run.scenario.title), time: formatClock(at) })}</p>
      <div className={css.pair}>
        <Select
          label={t('repeat.counted')}
          value={counted}
          options={Object.keys(conditions).map((id) => ({
            value: id as Counted,
            label: t(`repeat.condition.${id as Counted}`),
          }))}
          onChange={setCounted}
        />
        <Select
          label={t('repeat.until')}
          value={blocks}
          options={lengths.map((count) => ({ value: count, label: t('repeat.blocks', { count }) }))}
          onChange={setBlocks}
        />
      </div>
      <p className={css.quiet}>{t('repeat.sinceStart')}</p>
      <RepeatPanel place="repeat" request={request} initialCount={100} />
    </>
  );
}

/** Whether somebody tries a double spend in this run. */
function isAttacked({ run }: RepeatMoment): boolean {
  return (
    run.scenario.family === 'double-spend' || run.actions.some(({ action }) => action.type === 'double-spend')
  );
}
