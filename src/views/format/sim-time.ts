const secondMicros = 1_000_000;

/** Simulated time since the start as a clock: `4:07` (minutes, seconds), `1:02:33`, `2d 03:15:00`. */
export function formatClock(micros: number): string {
  const seconds = Math.floor(micros / secondMicros);
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = two(seconds % 60);
  if (days > 0) return `${days}d ${two(hours)}:${two(minutes)}:${rest}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** The clock with microseconds, grouped: for lists in which many things happen in one second. */
export function formatClockMicros(micros: number): string {
  const fraction = Math.floor(micros % secondMicros)
    .toString()
    .padStart(6, '0');
  return `${formatClock(micros)}.${fraction.slice(0, 3)}\u202f${fraction.slice(3)}`;
}

/** A unit that a duration is told in; views have a text for each. */
export type DurationUnit = 'micros' | 'millis' | 'seconds' | 'minutes' | 'hours' | 'days';

/** A duration as a number and the unit it reads best in. */
export function durationOf(micros: number): { readonly unit: DurationUnit; readonly count: string } {
  const magnitude = Math.abs(micros);
  if (magnitude < 1000) return { unit: 'micros', count: Math.round(micros).toString() };
  if (magnitude < secondMicros) return { unit: 'millis', count: short(micros / 1000) };
  if (magnitude < 90 * secondMicros) return { unit: 'seconds', count: short(micros / secondMicros) };
  if (magnitude < 90 * 60 * secondMicros)
    return { unit: 'minutes', count: short(micros / (60 * secondMicros)) };
  if (magnitude < 48 * 3600 * secondMicros)
    return { unit: 'hours', count: short(micros / (3600 * secondMicros)) };
  return { unit: 'days', count: short(micros / (86_400 * secondMicros)) };
}

/** Unix seconds as `2026-01-02 03:04:05` in Coordinated Universal Time. */
export function formatUnixTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

function two(value: number): string {
  return value.toString().padStart(2, '0');
}

function short(value: number): string {
  return value.toFixed(Math.abs(value) < 9.95 ? 1 : 0).replace(/\.0$/, '');
}
