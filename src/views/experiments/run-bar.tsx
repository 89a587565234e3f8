import { Play, RotateCcw, Square } from 'lucide-react';
import { useRef } from 'react';
import type { BatchRequest } from '#experiments/experiment';
import { Button } from '../design/button.tsx';
import { useKeepFocus } from '../design/use-keep-focus.ts';
import { formatCount, formatQuantity } from '../format/quantity.ts';
import { useDuration } from '../timeline/use-duration.ts';
import { useText } from '../use-text.ts';
import css from './experiments.module.css';
import type { BatchInUse } from './use-batch.ts';

/** Starts, stops and goes on with a batch, and says how far it is. */
export function RunBar(props: {
  readonly batch: BatchInUse;
  /** What would be run; undefined while a field is wrong. */
  readonly request: BatchRequest | undefined;
  readonly onStart: () => void;
  readonly startLabel: string;
  /** What will appear, while nothing has. */
  readonly teach: string;
}) {
  const t = useText('experiments');
  const { batch, request, onStart, startLabel } = props;
  const { phase } = batch;
  const buttons = useRef<HTMLDivElement>(null);
  useKeepFocus(buttons);
  return (
    <div className={css.run}>
      <div ref={buttons} className={css.buttons}>
        {phase === 'running' ? (
          <Button onClick={batch.cancel}>
            <Square size={14} aria-hidden />
            {t('run.cancel')}
          </Button>
        ) : phase === 'paused' || (phase === 'failed' && batch.done > 0) ? (
          <Button tone="primary" onClick={onStart}>
            <Play size={14} aria-hidden />
            {t('run.resume')}
          </Button>
        ) : phase === 'finished' ? null : (
          <Button tone="primary" disabled={request === undefined} onClick={onStart}>
            <Play size={14} aria-hidden />
            {startLabel}
          </Button>
        )}
        {(phase === 'paused' || phase === 'finished') && (
          <Button tone="quiet" onClick={batch.forget}>
            <RotateCcw size={14} aria-hidden />
            {t('run.again')}
          </Button>
        )}
      </div>
      {phase === 'empty' ? <p className={css.teach}>{props.teach}</p> : <Progress batch={batch} />}
    </div>
  );
}

/** How far a batch is: a bar, and the same in words. */
export function Progress({ batch }: { readonly batch: BatchInUse }) {
  const t = useText('experiments');
  const duration = useDuration();
  const { phase, done, total } = batch;
  if (phase === 'empty') return null;
  const values = { done: formatCount(done), total: formatCount(total) };
  const words =
    phase === 'running'
      ? [
          t('run.running', values),
          ...(batch.trialsPerSecond > 0
            ? [t('run.rate', { rate: formatQuantity(Number(batch.trialsPerSecond.toPrecision(2))) })]
            : []),
          batch.millisLeft === undefined
            ? t('run.measuring')
            : t('run.left', { time: duration(Math.max(1, batch.millisLeft / 1000) * 1e6) }),
          t('run.workers', { count: batch.workers }),
        ].join(' · ')
      : phase === 'paused'
        ? t('run.paused', values)
        : phase === 'failed'
          ? t('run.failed', { reason: batch.failure ?? '' })
          : batch.millis > 0
            ? t('run.finishedIn', { ...values, time: duration(batch.millis * 1000) })
            : t('run.finished', values);
  return (
    <div className={css.progress}>
      <progress
        className={css.bar}
        max={total}
        value={done}
        aria-label={t('run.progress')}
        data-phase={phase}
      />
      <p className={css.quiet} role={phase === 'running' ? undefined : 'status'}>
        {words}
      </p>
      {!batch.isKept && <p className={css.wrong}>{t('run.notKept')}</p>}
    </div>
  );
}
