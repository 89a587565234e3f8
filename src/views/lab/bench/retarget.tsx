import { useRef } from 'react';
import { useStore } from 'zustand';
import { type PlaygroundState, periodMeans } from '#app/bench/retarget-playground';
import { Button } from '../../design/button.tsx';
import { classNames } from '../../design/class-names.ts';
import { Select } from '../../design/select.tsx';
import { Slider } from '../../design/slider.tsx';
import { formatCount } from '../../format/quantity.ts';
import { useSize } from '../../format/use-size.ts';
import { Section } from '../../inspector/parts/facts.tsx';
import { useText } from '../../use-text.ts';
import css from './bench.module.css';
import { useBench } from './bench-session.ts';
import { formatHuge, formatReal } from './bench-words.ts';
import { Figure, Figures } from './figure.tsx';
import { scrollToTop } from './scroll-to-top.ts';

const intervals = [12, 36, 72, 144] as const;

/** Change the hash power and watch the interval come back. */
export function Retarget() {
  const t = useText('bench');
  const { playground } = useBench();
  const state = useStore(playground.store);
  const controls = useRef<HTMLDivElement>(null);
  const means = periodMeans(state.blocks, state.retargetInterval);
  const mean = means.at(-1)?.mean;
  const last = state.blocks.at(-1);
  const minutes = (seconds: number) => (seconds / 60).toFixed(1);
  return (
    <Section title={t('difficulty.retarget')}>
      <p className={css.quiet}>{t('difficulty.retargetLead', { n: state.retargetInterval })}</p>
      <div className={css.fieldPair} ref={controls}>
        <Slider
          label={t('difficulty.power2')}
          value={Math.log2(state.power)}
          min={-2}
          max={4}
          step={0.25}
          words={t('difficulty.powerWords', { times: formatReal(state.power) })}
          onChange={(value) => playground.setPower(2 ** value)}
        />
        <Select
          label={t('difficulty.every')}
          value={state.retargetInterval}
          options={intervals.map((value) => ({ value, label: t('difficulty.blocks', { count: value }) }))}
          onChange={(value) => playground.reset(value)}
        />
      </div>
      <div className={css.buttons}>
        {state.running ? (
          <Button onClick={playground.pause}>{t('difficulty.pause')}</Button>
        ) : (
          <Button
            tone="primary"
            onClick={() => {
              playground.start();
              // Power and chart must be seen together, below the tabs, which stay where they are.
              scrollToTop(controls.current, 72);
            }}
          >
            {t('difficulty.run')}
          </Button>
        )}
        <Button tone="quiet" onClick={() => playground.reset(state.retargetInterval)}>
          {t('difficulty.reset')}
        </Button>
      </div>
      {state.failed && <p role="alert">{t('difficulty.failed')}</p>}
      {state.blocks.length === 0 ? (
        <p className={classNames(css.quiet, css.chartRoom)}>{t('difficulty.empty')}</p>
      ) : (
        <>
          <Figures>
            {mean !== undefined && (
              <Figure name={t('difficulty.meanNow')} value={t('unit.minutes', { n: minutes(mean) })} />
            )}
            <Figure
              name={t('difficulty.triesNow')}
              value={formatHuge(Math.round(last?.difficulty.tries ?? 0))}
            />
            <Figure name={t('supply.height')} value={formatCount(last?.height ?? 0)} />
          </Figures>
          <p className={css.quiet}>{t('difficulty.interval')}</p>
          <IntervalChart state={state} means={means} />
          <p className={css.legend}>
            <span data-mark="dot">{t('difficulty.aBlock')}</span>
            <span data-mark="line">{t('difficulty.aPeriod')}</span>
            <span data-mark="dash">
              {t('difficulty.lineSettled', { minutes: minutes(state.settledSeconds) })}
            </span>
          </p>
          <p className={css.quiet}>
            {t('difficulty.settledNote', { spacing: minutes(state.spacingSeconds) })}
          </p>
        </>
      )}
    </Section>
  );
}

const height = 240;
const head = 8;
const foot = 20;
const left = 34;
/** Minutes at the top of the chart; longer intervals stand on its edge. */
const topMinutes = 40;

function IntervalChart(props: {
  readonly state: PlaygroundState;
  readonly means: ReturnType<typeof periodMeans>;
}) {
  const t = useText('bench');
  const { ref, width } = useSize<HTMLDivElement>();
  const { state, means } = props;
  const { blocks } = state;
  const firstHeight = blocks[0]!.height;
  const span = Math.max(240, blocks.length);
  const x = (at: number) => left + ((at - firstHeight) / span) * (width - left - 4);
  const y = (seconds: number) =>
    height - foot - (Math.min(topMinutes, seconds / 60) / topMinutes) * (height - head - foot);
  const dots = blocks
    .map((block) => `M${x(block.height).toFixed(1)} ${y(block.interval).toFixed(1)}h0`)
    .join('');
  const steps = means.map((mean) => `M${x(mean.first)} ${y(mean.mean)}H${x(mean.last + 1)}`).join('');
  const changes = blocks.filter((block, i) => i > 0 && block.hashPower !== blocks[i - 1]!.hashPower);
  return (
    <div ref={ref} className={css.chart}>
      {width > 0 && (
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={t('difficulty.alt', {
            count: blocks.length,
            minutes: ((means.at(-1)?.mean ?? 0) / 60).toFixed(1),
          })}
        >
          {[0, 10, 20, 30, 40].map((minutes) => (
            <g key={minutes}>
              <line className={css.grid} x1={left} x2={width} y1={y(minutes * 60)} y2={y(minutes * 60)} />
              <text className={css.tickLeft} x={left - 6} y={y(minutes * 60) + 4}>
                {minutes === topMinutes ? `${minutes}+` : minutes}
              </text>
            </g>
          ))}
          {changes.map((block) => (
            <line
              key={block.height}
              className={css.change}
              x1={x(block.height)}
              x2={x(block.height)}
              y1={head}
              y2={height - foot}
            />
          ))}
          <path className={css.blockDots} d={dots} />
          <line
            className={css.settled}
            x1={left}
            x2={width}
            y1={y(state.settledSeconds)}
            y2={y(state.settledSeconds)}
          />
          <path className={css.periodSteps} d={steps} />
          <text className={css.axisName} x={width - 4} y={height - 4}>
            {t('supply.height')}
          </text>
        </svg>
      )}
    </div>
  );
}
