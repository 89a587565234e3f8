import { triesHistogram } from '#app/bench/tries-histogram';
import { Button } from '../../design/button.tsx';
import { formatCount } from '../../format/quantity.ts';
import { useSize } from '../../format/use-size.ts';
import { Section } from '../../inspector/parts/facts.tsx';
import { useText } from '../../use-text.ts';
import css from './bench.module.css';
import { formatHuge } from './bench-words.ts';

const height = 190;
const foot = 34;
const head = 16;

/** Tries of many blocks as bars, the geometric law as a line with a dot for each bar. */
export function TriesHistogram(props: {
  readonly tries: readonly number[];
  readonly expected: number;
  readonly busy: boolean;
  readonly onClear: () => void;
}) {
  const t = useText('bench');
  const { ref, width } = useSize<HTMLDivElement>();
  const { tries, expected } = props;
  const bins = triesHistogram(tries, Math.max(1, expected));
  const most = Math.max(1, ...bins.map((bin) => Math.max(bin.count, bin.expected)));
  const mean = tries.reduce((sum, each) => sum + each, 0) / Math.max(1, tries.length);
  const x = (bin: number) => (bin / bins.length) * width;
  const y = (count: number) => height - foot - (count / most) * (height - foot - head);
  const sum = (pick: (bin: (typeof bins)[number]) => number) =>
    bins.slice(0, 4).reduce((total, bin) => total + pick(bin), 0);
  return (
    <Section
      title={t('machine.histogram')}
      aside={
        tries.length > 0 && (
          <Button tone="quiet" disabled={props.busy} onClick={props.onClear}>
            {t('machine.clear')}
          </Button>
        )
      }
    >
      <p className={css.quiet}>
        {tries.length === 0
          ? t('machine.histogramEmpty')
          : t('machine.histogramLead', {
              blocks: formatCount(tries.length),
              mean: formatHuge(Math.round(mean)),
              expected: formatHuge(Math.round(expected)),
            })}
      </p>
      <div ref={ref} className={css.chart}>
        {tries.length > 0 && width > 0 && (
          <svg
            width={width}
            height={height}
            role="img"
            aria-label={t('machine.histogramAlt', {
              blocks: tries.length,
              early: sum((bin) => bin.count),
              law: Math.round(sum((bin) => bin.expected)),
            })}
          >
            {bins.map((bin, i) => (
              <g key={bin.from}>
                <rect
                  className={css.countBar}
                  x={x(i) + 1.5}
                  width={Math.max(1, x(1) - 3)}
                  y={y(bin.count)}
                  height={height - foot - y(bin.count)}
                />
                {bin.count > 0 && x(1) > 22 && (
                  <text
                    className={css.countText}
                    x={x(i + 0.5)}
                    y={Math.min(y(bin.count), y(bin.expected)) - 7}
                  >
                    {bin.count}
                  </text>
                )}
              </g>
            ))}
            <polyline
              className={css.lawLine}
              points={bins.map((bin, i) => `${x(i + 0.5)},${y(bin.expected)}`).join(' ')}
            />
            {bins.map((bin, i) => (
              <circle key={bin.from} className={css.lawDot} cx={x(i + 0.5)} cy={y(bin.expected)} r={3} />
            ))}
            <line className={css.axis} x1={0} x2={width} y1={height - foot} y2={height - foot} />
            {bins.map(
              (bin, i) =>
                i % 4 === 0 && (
                  <text key={bin.from} className={css.tick} x={Math.max(8, x(i))} y={height - foot + 15}>
                    {bin.to === Number.POSITIVE_INFINITY ? `${bin.from}+` : bin.from}
                  </text>
                ),
            )}
            <text className={css.axisName} x={width} y={height - 3}>
              {t('machine.histogramAxis')}
            </text>
          </svg>
        )}
      </div>
      {tries.length > 0 && (
        <p className={css.legend}>
          <span data-mark="bar">{t('machine.bars')}</span>
          <span data-mark="line">{t('machine.curve')}</span>
        </p>
      )}
    </Section>
  );
}
