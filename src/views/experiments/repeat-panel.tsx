import { useEffect, useMemo, useState } from 'react';
import { create } from 'zustand';
import { batchKey } from '#app/experiments/batch-key';
import { estimates } from '#experiments/estimates';
import type { BatchRequest, Estimate } from '#experiments/experiment';
import { usePalette } from '../design/colours.ts';
import { Select } from '../design/select.tsx';
import { formatCount } from '../format/quantity.ts';
import { useSize } from '../format/use-size.ts';
import { useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import type { ChartAxis, ChartDot, ChartLine, ChartModel } from './chart-model.ts';
import css from './experiments.module.css';
import { FitChart } from './fit-chart.tsx';
import { LineSample } from './line-sample.tsx';
import { formatShare } from './number-words.ts';
import { RunBar } from './run-bar.tsx';
import { useBatch } from './use-batch.ts';

/** The curve that the dots of a repetition fall on. */
export interface RepeatCurve {
  /** Changes with everything but the place of the dot: dots of other curves are not shown on this one. */
  readonly id: string;
  readonly x: ChartAxis;
  readonly lines: readonly ChartLine[];
  /** Where the dot of the present settings stands. */
  readonly at: number;
}

const counts = [100, 300, 1_000, 3_000, 10_000, 30_000, 100_000] as const;

interface RepeatDots {
  /** Of each place and curve: the last dot at each x. */
  readonly dots: ReadonlyMap<string, ReadonlyMap<number, Estimate>>;
  put(key: string, at: number, dot: Estimate): void;
}

/** Dots of earlier settings stay on the curve for the visit. */
const useRepeatDots = create<RepeatDots>()((set) => ({
  dots: new Map(),
  put: (key, at, dot) =>
    set(({ dots }) => ({ dots: new Map(dots).set(key, new Map(dots.get(key)).set(at, dot)) })),
}));

/** Repeats something many times on all cores: progress, estimate, cancel, and the rate of success as a dot with its
 * 95 % interval on the curve of theory. One cell, measured by `success`.
 * @param props.place a constant name; its last batch is found again after a reload
 * @param props.request the batch for so many trials; undefined while the settings are wrong. Memoise it: what is kept
 *   for the present settings is looked up when it changes */
export function RepeatPanel(props: {
  readonly place: string;
  readonly request: (trials: number) => BatchRequest | undefined;
  readonly curve?: RepeatCurve | undefined;
  readonly initialCount?: (typeof counts)[number];
  readonly chartHeight?: number;
}) {
  const t = useText('experiments');
  const verbs = useVerbs();
  const batch = useBatch(props.place);
  const [count, setCount] = useState<number>(props.initialCount ?? 1_000);
  const { request: makeRequest, curve } = props;
  const wanted = useMemo(() => makeRequest(count), [makeRequest, count]);
  const { recall, result, phase } = batch;
  const wantedKey = wanted && `${batchKey(wanted)} ${wanted.trials}`;
  const shownKey = result && `${batchKey(result.request)} ${result.request.trials}`;
  const isShown = wantedKey !== undefined && wantedKey === shownKey;
  useEffect(() => {
    if (phase === 'running' || wanted === undefined || isShown) return;
    const timer = setTimeout(() => recall(wanted), 250);
    return () => clearTimeout(timer);
  }, [phase, wanted, isShown, recall]);

  const tally = isShown ? result?.cells[0]?.tally : undefined;
  const estimate = useMemo(
    () =>
      tally !== undefined && tally.trials > 0 && wanted !== undefined
        ? estimates(wanted.experiment, wanted.cells[0] ?? {}, tally).success
        : undefined,
    [wanted, tally],
  );
  const dotsKey = `${props.place} ${curve?.id ?? ''}`;
  const at = curve?.at;
  const put = useRepeatDots((state) => state.put);
  useEffect(() => {
    if (estimate !== undefined && at !== undefined) put(dotsKey, at, estimate);
  }, [estimate, at, dotsKey, put]);

  return (
    <section className={css.repeat} aria-label={t('repeat.title')}>
      <div className={css.repeatHead}>
        <Select
          label={t('repeat.count')}
          value={count}
          disabled={phase === 'running'}
          options={counts.map((value) => ({ value, label: `×${formatCount(value)}` }))}
          onChange={setCount}
        />
        <RunBar
          batch={isShown || phase === 'running' ? batch : { ...batch, phase: 'empty' }}
          request={wanted}
          teach={t('repeat.lead')}
          startLabel={t('repeat.start', { total: formatCount(count) })}
          onStart={() => {
            if (wanted === undefined) return;
            verbs.pause();
            batch.start(wanted);
          }}
        />
      </div>
      <p className={css.quiet} aria-live="polite">
        {estimate === undefined || tally === undefined
          ? t(curve === undefined ? 'repeat.emptyPlain' : 'repeat.empty')
          : t(curve === undefined ? 'repeat.resultPlain' : 'repeat.result', {
              trials: formatCount(tally.trials),
              succeeded: formatCount(estimate.value * tally.trials),
              rate: formatShare(estimate.value),
              low: formatShare(estimate.low),
              high: formatShare(estimate.high),
            })}
      </p>
      {curve !== undefined && (
        <RepeatChart curve={curve} dotsKey={dotsKey} height={props.chartHeight ?? 220} />
      )}
    </section>
  );
}

function RepeatChart(props: {
  readonly curve: RepeatCurve;
  readonly dotsKey: string;
  readonly height: number;
}) {
  const t = useText('experiments');
  const palette = usePalette();
  const { ref, width } = useSize<HTMLDivElement>();
  const dots = useRepeatDots((state) => state.dots.get(props.dotsKey));
  const { curve } = props;
  const model = useMemo((): ChartModel => {
    const words = (x: number, dot: Estimate) =>
      t('chart.dotWords', {
        where: `${curve.x.name} ${curve.x.format(x)}`,
        value: formatShare(dot.value),
        low: formatShare(dot.low),
        high: formatShare(dot.high),
      });
    const all = [...(dots ?? [])].map(
      ([x, dot]): ChartDot => ({
        x,
        value: dot.value,
        low: dot.low,
        high: dot.high,
        words: words(x, dot),
      }),
    );
    return {
      id: 'repeat',
      title: t('measured.success.name'),
      summary: all.length === 0 ? t('repeat.empty') : all.map((dot) => dot.words).join('; '),
      note: '',
      x: curve.x,
      y: {
        name: t('measured.success.axis'),
        scale: 'linear',
        from: 0,
        to: 1,
        format: formatShare,
      },
      lines: curve.lines,
      series: all.length === 0 ? [] : [{ name: '', dots: all }],
      references: [{ axis: 'x', at: curve.at, name: '' }],
      published: [],
      source: '',
    };
  }, [curve, dots, t]);
  return (
    <>
      <div ref={ref} className={css.picture} style={{ height: props.height }}>
        {width > 0 && <FitChart model={model} width={width} height={props.height} palette={palette} />}
      </div>
      <ul className={css.key}>
        {curve.lines.map((one) => (
          <li key={one.id}>
            <LineSample dash={one.dash} />
            {one.name}
          </li>
        ))}
      </ul>
    </>
  );
}
