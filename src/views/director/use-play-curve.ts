import { useMemo } from 'react';
import type { Condition } from '#simulation/scenario/condition';
import type { ParameterValues } from '#simulation/scenario/parameter';
import type { Scenario } from '#simulation/scenario/scenario';
import type { ChartLine } from '../experiments/chart-model.ts';
import type { RepeatCurve } from '../experiments/repeat-panel.tsx';
import { useLocalText, useText } from '../use-text.ts';
import type { NumberParameter } from './parameter-entry.ts';
import { useParameterWords } from './parameter-words.ts';
import { type PlayTheory, playTheory } from './play-theory.ts';

const samples = 40;

/** The picture that the dots of repeated plays stand in: one parameter along x, and the curves of whatever theory there is.
 * @param along the parameter along x */
export function usePlayCurve(
  scenario: Scenario,
  values: ParameterValues,
  along: NumberParameter,
  counted: Condition,
): RepeatCurve {
  const t = useText('director');
  const local = useLocalText();
  const words = useParameterWords();
  const others = JSON.stringify([
    scenario.id,
    scenario.nodes,
    { ...values, [along.id]: 0 },
    along.id,
    counted,
  ]);
  const value = values[along.id];
  const at = typeof value === 'number' ? value : along.value;
  // The value of the axis itself moves the dot, not the curve.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `others` stands for scenario, values and condition
  const lines = useMemo((): readonly ChartLine[] => {
    const { min, max } = along;
    const curves = new Map<
      PlayTheory['id'],
      { readonly exact: boolean; readonly points: [number, number][] }
    >();
    for (let i = 0; i <= samples; i++) {
      const x = stepped(along, min + ((max - min) * i) / samples);
      for (const { id, value: y, exact } of playTheory(scenario, { ...values, [along.id]: x }, counted)) {
        const curve = curves.get(id) ?? { exact, points: [] };
        curve.points.push([x, y]);
        curves.set(id, curve);
      }
    }
    return [...curves].map(([id, { exact, points }]) => ({
      id,
      dash: exact ? undefined : '7 4',
      series: exact ? 0 : -1,
      name: t(`repeat.theory.${id}`),
      points,
    }));
  }, [others, t]);
  return useMemo(
    () => ({
      id: others,
      at,
      lines,
      x: {
        name: local(along.label),
        scale: 'linear',
        from: along.min,
        to: along.max,
        format: (x) => words(along, stepped(along, x)),
      },
    }),
    [others, at, lines, along, local, words],
  );
}

function stepped({ min, step, kind }: NumberParameter, x: number): number {
  const value = min + Math.round((x - min) / step) * step;
  return kind === 'hash-share' ? Number(value.toFixed(4)) : Number(value.toFixed(3));
}
