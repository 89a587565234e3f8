import { useMemo } from 'react';
import type { Cell } from '#experiments/experiment';
import { experiments } from '#experiments/experiments';
import type { ChartLine } from './chart-model.ts';
import type { RepeatCurve } from './repeat-panel.tsx';
import { theoryCurves } from './theory-curves.ts';
import { theoryDash } from './theory-dash.ts';
import { useChartWords } from './use-chart-words.ts';

const samples = 100;
/** Above half the power everybody wins in the end: the interesting part lies below and a little beyond. */
const furthest = 0.6;

/** Success of a double spend over the attacker's share, as the papers have it, for everything else as in `cell`. The
 * dot stands at the cell's own q. */
export function useDoubleSpendCurve(cell: Cell): RepeatCurve {
  const words = useChartWords();
  const { q: _, ...others } = cell;
  const id = JSON.stringify(others);
  const q = Number(cell.q);
  const lines = useMemo(() => linesOf(JSON.parse(id) as Cell, words.theory), [id, words]);
  return useMemo(
    () => ({
      id,
      at: q,
      lines,
      x: {
        name: words.axis('q'),
        scale: 'linear',
        from: 0,
        to: Math.max(furthest, q),
        format: (value) => Number(value.toPrecision(3)).toString(),
      },
    }),
    [id, q, lines, words],
  );
}

function linesOf(cell: Cell, nameOf: (id: string) => string): readonly ChartLine[] {
  const along = Array.from({ length: samples }, (_, i) => ((i + 1) * 0.999) / samples);
  const curves = theoryCurves('double-spend', { ...cell, q: 0.1 }, 'q', along, undefined);
  return experiments['double-spend'].theories
    .filter((one) => one.beside === 'success')
    .map(({ id }) => {
      const dash = theoryDash('double-spend', id);
      const points = curves.get(id) ?? [];
      return { id, dash, series: dash === undefined ? 0 : -1, name: nameOf(id), points };
    })
    .filter(({ points }) => points.length > 0);
}
