import { useMemo } from 'react';
import type { Axis, Measured } from '#experiments/experiment';
import { deckerWattenhofer } from '#experiments/theory/decker-wattenhofer';
import { formatBytes, formatCount } from '../format/quantity.ts';
import { useText, useTextIfKnown } from '../use-text.ts';
import type { ChartWords } from './build-chart.ts';
import { formatFigure, formatShare } from './number-words.ts';

/** The numbers of the paper, as its texts need them. */
const paper = {
  forks: deckerWattenhofer.forks,
  blocks: formatCount(deckerWattenhofer.blocks),
  rate: hundredths(deckerWattenhofer.forks / deckerWattenhofer.blocks),
  predicted: hundredths(deckerWattenhofer.predictedForkRate),
  delay: deckerWattenhofer.uninformedSeconds,
  interval: deckerWattenhofer.meanIntervalSeconds,
  median: deckerWattenhofer.medianSeconds,
  mean: deckerWattenhofer.meanSeconds,
  reached: formatShare(1 - deckerWattenhofer.withoutAfterMost),
  late: deckerWattenhofer.mostSeconds,
};

/** The words of the charts in the reader's language. */
export function useChartWords(): ChartWords {
  const t = useText('experiments');
  const known = useTextIfKnown('experiments');
  return useMemo(() => {
    const say = (key: string, values?: Readonly<Record<string, string | number>>) =>
      known(key, values) ?? key.split('.').slice(1).join('.');
    return {
      title: (measured) => say(`measured.${measured}.name`),
      unit: (measured) => say(`measured.${measured}.axis`),
      entries: (measured) => known(`measured.${measured}.x`) ?? '',
      axis: (id) => say(`axis.${id}.name`),
      valueOf: (axis, value) =>
        say(`axis.${axis.id}.short`, {
          value: typeof value === 'number' ? formatAxisValue(axis, value) : say(`choice.${value}`),
        }),
      tick: formatAxisValue,
      figure: formatMeasured,
      theory: (id) => say(`theory.${id}.name`),
      reference: (id) => say(`reference.${id}`, paper),
      published: (id) => say(`published.${id}`, paper),
      dot: (where, value, low, high) => t('chart.dotWords', { where, value, low, high }),
      fits: (inside, count) => t('chart.fits', { inside, count }),
      range: (count, low, high) => t('chart.noExact', { count, low, high }),
      empty: () => t('chart.none'),
      note: (trials, seed, settings) =>
        [t('chart.note', { trials, seed }), settings].filter((part) => part !== '').join(' · '),
    };
  }, [t, known]);
}

/** A share as the paper writes it. */
function hundredths(share: number): string {
  return `${(share * 100).toFixed(2)}\u202f%`;
}

/** A value of an axis in its own unit. */
export function formatAxisValue(axis: Pick<Axis, 'unit'>, value: number): string {
  switch (axis.unit) {
    case 'bytes':
      return formatBytes(value);
    case 'bytesPerSecond':
      return `${formatBytes(value)}/s`;
    case 'count':
      return formatCount(value);
    default:
      return Number(value.toPrecision(6)).toString();
  }
}

/** A measured number in its own unit. */
export function formatMeasured(measured: Pick<Measured, 'unit'>, value: number): string {
  return measured.unit === 'share' ? formatShare(value) : formatFigure(value);
}
