import type { Speed } from './studio-state.ts';

/** Fixed speeds that one can step through, simulated microseconds per real second. */
export const speedNotches: readonly number[] = [
  10_000, 50_000, 100_000, 250_000, 500_000, 1e6, 2e6, 5e6, 10e6, 30e6, 60e6, 300e6, 600e6, 1_800e6, 3_600e6,
];

/** The speed `notches` faster (or slower, negative). From *follow the story* it starts at the pace of the moment. */
export function changedSpeed(speed: Speed, pace: number, notches: number): Speed {
  const current = speed.mode === 'fixed' ? speed.microsPerSecond : pace;
  let at = speedNotches.findIndex((notch) => notch >= current * 0.999);
  if (at < 0) at = speedNotches.length - 1;
  const between = (speedNotches[at] as number) > current * 1.001;
  const wanted = at + notches - (between && notches > 0 ? 1 : 0);
  const notch = Math.min(speedNotches.length - 1, Math.max(0, wanted));
  return { mode: 'fixed', microsPerSecond: speedNotches[notch] as number };
}
