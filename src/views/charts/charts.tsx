import { type ReactNode, useCallback } from 'react';
import type { Scene } from '#app/scene';
import { sightOf } from '../branches/sight.ts';
import frameCss from '../canvas/canvas-frame.module.css';
import { formatCount, formatPercent, formatQuantity } from '../format/quantity.ts';
import { durationOf, formatClock } from '../format/sim-time.ts';
import { useCalmScene, useStudio, useStudioCore } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { chartFacts, roundUp, stepPath } from './chart-facts.ts';
import css from './charts.module.css';

const width = 340;
const height = 190;
const left = 50;
const right = 10;
const top = 12;
const bottom = 26;
/** Real milliseconds between two looks while time runs. */
const lookMillis = 250;
/** Of a long chart the newest values are told. */
const spokenRows = 40;

/** Three small charts of the log up to the playhead: waits between blocks, hash rate, and what was found in vain. */
export function Charts() {
  const t = useText('charts');
  const units = useText('spacetime');
  const studio = useStudioCore();
  const { viewAs, godView, constants } = useStudio((state) => ({
    viewAs: state.viewAs,
    godView: state.godView,
    constants: state.constants,
  }));
  const { facts, now } = useCalmScene(
    useCallback(
      (scene: Scene) => {
        const history = studio.history();
        return {
          facts: chartFacts(scene, history, sightOf(scene, history, { viewAs, godView })),
          now: Math.max(60e6, scene.playhead.time),
        };
      },
      [studio, viewAs, godView],
    ),
    lookMillis,
  );
  const said = (micros: number) => {
    const duration = durationOf(micros);
    return units(`unit.${duration.unit}`, { count: duration.count });
  };
  const x = (time: number) => left + (time / now) * (width - left - right);

  const { intervals, found, kept, hashRate } = facts;
  const aim = (constants?.spacingSeconds ?? 600) * 1e6;
  const mean = intervals.reduce((sum, one) => sum + one.wait, 0) / Math.max(1, intervals.length);
  const longest = roundUp(Math.max(aim * 2, ...intervals.map((one) => one.wait)) / 60e6) * 60e6;
  const yWait = scaleTo(longest);
  // The word stands on its line, or hangs from it where the mean would run through.
  const crossed = intervals.length > 1 && yWait(mean) > yWait(aim) - 16 && yWait(mean) <= yWait(aim);
  const aimBelow = crossed ? 12 : -4;

  // Bursts run off the top: a thousandfold for seconds would flatten everything else.
  const fastest = roundUp(Math.max(1, ...hashRate.map((step) => (step.burst ? 0 : step.value))));
  const yRate = scaleTo(fastest);
  const most = roundUp(Math.max(4, found.length));
  const yCount = scaleTo(most);
  const stale = found.length - kept.length;

  return (
    <div className={frameCss.panel}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse */}
      <section className={css.grid} tabIndex={0} aria-label={t('region')}>
        <Chart
          title={t('intervals.title')}
          sentence={
            intervals.length === 0
              ? t('intervals.none')
              : t('intervals.sentence', { count: intervals.length, mean: said(mean), aim: said(aim) })
          }
          now={now}
          most={said(longest)}
          heads={[t('spoken.block'), t('spoken.at'), t('spoken.wait')]}
          rows={intervals
            .slice(-spokenRows)
            .map((one) => [String(one.height), formatClock(one.foundAt), said(one.wait)])}
        >
          <line className={css.aim} x1={left} x2={width - right} y1={yWait(aim)} y2={yWait(aim)} />
          <text className={css.label} x={width - right} y={yWait(aim) + aimBelow} textAnchor="end">
            {t('intervals.aim')}
          </text>
          {intervals.length > 1 && (
            <>
              <line className={css.mean} x1={left} x2={width - right} y1={yWait(mean)} y2={yWait(mean)} />
              <text className={css.meanLabel} x={left + 4} y={yWait(mean) - 4}>
                {t('intervals.mean')}
              </text>
            </>
          )}
          {intervals.map((one) => (
            <circle key={one.height} className={css.dot} cx={x(one.foundAt)} cy={yWait(one.wait)} r="4">
              <title>{t('spoken.interval', { height: one.height, wait: said(one.wait) })}</title>
            </circle>
          ))}
        </Chart>
        <Chart
          title={t('hashRate.title')}
          sentence={
            hashRate.length === 0
              ? t('hashRate.none')
              : t('hashRate.sentence', { rate: formatQuantity(hashRate.at(-1)?.value ?? 0) })
          }
          now={now}
          most={formatQuantity(fastest)}
          heads={[t('spoken.from'), t('spoken.rate')]}
          rows={hashRate
            .slice(-spokenRows)
            .map((step) => [formatClock(step.time), formatQuantity(step.value)])}
        >
          <path className={css.line} d={stepPath(hashRate, now, x, yRate)} />
        </Chart>
        <Chart
          title={t('stale.title')}
          sentence={
            found.length === 0
              ? t('stale.none')
              : t('stale.sentence', {
                  count: found.length,
                  stale,
                  share: formatPercent(stale / found.length),
                })
          }
          now={now}
          most={formatCount(most)}
          heads={[t('spoken.at'), t('stale.found'), t('stale.kept')]}
          rows={found
            .slice(-spokenRows)
            .map((step) => [
              formatClock(step.time),
              formatCount(step.value),
              formatCount(kept.findLast(({ time }) => time <= step.time)?.value ?? 0),
            ])}
        >
          <path className={css.line} d={stepPath(found, now, x, yCount)} />
          <path className={css.kept} d={stepPath(kept, now, x, yCount)} />
          {stale > 0 && (
            <>
              <text className={css.label} x={width - right} y={yCount(found.length) - 5} textAnchor="end">
                {t('stale.found')}
              </text>
              <text className={css.keptLabel} x={width - right} y={yCount(kept.length) + 15} textAnchor="end">
                {t('stale.kept')}
              </text>
            </>
          )}
        </Chart>
      </section>
    </div>
  );
}

function Chart(props: {
  readonly title: string;
  readonly sentence: string;
  readonly now: number;
  readonly most: string;
  /** The same in words, for those who cannot see it: column heads and rows, oldest first. */
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly children: ReactNode;
}) {
  const base = height - bottom;
  return (
    <figure className={css.chart}>
      <figcaption>
        <strong>{props.title}</strong>
        <span>{props.sentence}</span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${props.title}. ${props.sentence}`}>
        <line className={css.axis} x1={left} x2={width - right} y1={base} y2={base} />
        <line className={css.rule} x1={left} x2={width - right} y1={top} y2={top} />
        <text className={css.label} x={left - 6} y={top + 4} textAnchor="end">
          {props.most}
        </text>
        <text className={css.label} x={left - 6} y={base + 4} textAnchor="end">
          0
        </text>
        <text className={css.label} x={left} y={height - 6}>
          0:00
        </text>
        <text className={css.label} x={width - right} y={height - 6} textAnchor="end">
          {formatClock(props.now)}
        </text>
        {props.children}
      </svg>
      {props.rows.length > 0 && <SpokenTable title={props.title} heads={props.heads} rows={props.rows} />}
    </figure>
  );
}

/** A chart as a table to be heard. */
function SpokenTable(props: {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}) {
  return (
    <div className="only-heard">
      <table>
        <caption>{props.title}</caption>
        <thead>
          <tr>
            {props.heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((cells) => (
            <tr key={cells.join(' ')}>
              {cells.map((cell, column) => (
                <td key={props.heads[column]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function scaleTo(most: number): (value: number) => number {
  return (value) => height - bottom - (Math.min(value, most) / most) * (height - bottom - top);
}
