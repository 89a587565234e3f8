import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { checkBatch } from '#experiments/check-batch';
import { estimates } from '#experiments/estimates';
import {
  type Axis,
  type BatchRefusal,
  type BatchRequest,
  type Cell,
  type ExperimentSpec,
  experimentIds,
  type RepeatBase,
} from '#experiments/experiment';
import { experiments } from '#experiments/experiments';
import { type BatchResult, toCsv, toJson } from '#experiments/result-text';
import { theory } from '#experiments/theory';
import { durationMicros } from './duration.ts';
import { exitCode, type Print, reportMalformed } from './report.ts';
import { type BatchUnderWay, runBatch } from './run-batch.ts';
import { UsageError } from './usage-error.ts';

/** What a shell answers after Ctrl+C: 128 and the number of the signal. */
const interrupted = 130;
const progressMillis = 500;
/** More values than this for one axis are a slip of the finger. */
const mostValues = 1_000;

/** `chainroom experiment NAME`: trials on the real engine on all cores, and the theory beside them. The same batch gives
 * the same numbers as on the screen. Ctrl+C prints what is known so far. */
export function experiment(args: readonly string[], print: Print = console.log): Promise<number> {
  return reportMalformed(print, async () => {
    const { batch, threads, form } = await readCommand(args);
    const underWay = runBatch(batch, threads, () => performance.now());
    let wasStopped = false;
    const stop = (): void => {
      wasStopped = true;
      underWay.stop();
    };
    process.once('SIGINT', stop);
    const progress = setInterval(() => report(underWay, batch), progressMillis);
    try {
      await underWay.finished;
    } finally {
      clearInterval(progress);
      process.removeListener('SIGINT', stop);
      if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    }
    const result: BatchResult = { request: batch, tallies: underWay.tallies };
    print(
      form === 'json' ? toJson(result).trimEnd() : form === 'csv' ? toCsv(result).trimEnd() : inWords(result),
    );
    return wasStopped ? interrupted : exitCode.ok;
  });
}

interface Command {
  readonly batch: BatchRequest;
  readonly threads: number;
  readonly form: 'words' | 'json' | 'csv';
}

async function readCommand([name = '', ...args]: readonly string[]): Promise<Command> {
  const id = experimentIds.find((one) => one === name);
  if (id === undefined) throw new UsageError(`there are the experiments ${experimentIds.join(', ')}`);
  const spec = experiments[id];
  const values = parseOptions(args, spec);
  const choose = (option: string): string | undefined => {
    const value = values[option];
    return typeof value === 'string' ? value : undefined;
  };
  const wholeOr = (option: string, fallback: number): number => {
    const text = choose(option);
    return text === undefined ? fallback : Number(text);
  };
  const threads = wholeOr('threads', availableParallelism());
  if (!(Number.isInteger(threads) && threads >= 1 && threads <= 256))
    throw new UsageError('--threads: a whole number from 1 to 256');
  const base = id === 'repeat' ? await readBase(choose) : undefined;
  const checked = checkBatch({
    experiment: id,
    seed: wholeOr('seed', 1),
    trials: wholeOr('trials', spec.defaultTrials),
    cells: grid(spec.axes.map((axis) => [axis, valuesOf(axis, choose(optionOf(axis.id)))] as const)),
    base,
  });
  if ('key' in checked) throw new UsageError(inSentence(checked));
  return {
    batch: checked,
    threads,
    form: values.json === true ? 'json' : values.csv === true ? 'csv' : 'words',
  };
}

function parseOptions(args: readonly string[], spec: ExperimentSpec) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...Object.fromEntries(spec.axes.map((axis) => [optionOf(axis.id), text])),
        ...(spec.id === 'repeat' ? { run: text, at: text, until: text, count: text } : {}),
        trials: text,
        seed: text,
        threads: text,
        json: flag,
        csv: flag,
      },
    }).values as Record<string, string | boolean | undefined>;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}; ${usageOf(spec)}`);
  }
}

function usageOf({ id, axes }: ExperimentSpec): string {
  const options = axes.map(
    ({ id: axis, grid: usual, choices }) =>
      `[--${optionOf(axis)} ${choices === undefined ? usual.join(',') : choices.join(',')}]`,
  );
  const base = id === 'repeat' ? ['--run FILE', '--at 10m', '[--until 2h]', '[--count fork]'] : [];
  return `usage: chainroom experiment ${[id, ...base, ...options].join(' ')} [--trials N] [--seed N] [--threads K] [--json | --csv]`;
}

/** An axis as an option: `giveUp` is `--give-up`. */
function optionOf(id: string): string {
  return id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `0.1,0.2` or `1..6`; what is no number is passed on, for the refusal to name it. */
function valuesOf(axis: Axis, text: string | undefined): readonly (number | string)[] {
  if (text === undefined) return axis.grid;
  return text.split(',').flatMap((piece): readonly (number | string)[] => {
    const [, from, to] = /^(-?\d+)\.\.(-?\d+)$/.exec(piece.trim()) ?? [];
    if (from === undefined || to === undefined) {
      const value = Number(piece);
      return [axis.kind === 'choice' || piece.trim() === '' || Number.isNaN(value) ? piece.trim() : value];
    }
    const length = Number(to) - Number(from) + 1;
    if (length < 1 || length > mostValues) return [piece];
    return Array.from({ length }, (_, i) => Number(from) + i);
  });
}

/** Every combination of values, the last axis changing fastest. */
function grid(axes: readonly (readonly [Axis, readonly (number | string)[]])[]): readonly Cell[] {
  return axes.reduce<readonly Cell[]>(
    (cells, [{ id }, values]) => cells.flatMap((cell) => values.map((value) => ({ ...cell, [id]: value }))),
    [{}],
  );
}

async function readBase(choose: (option: string) => string | undefined): Promise<RepeatBase> {
  const [file, at, until, count] = ['run', 'at', 'until', 'count'].map(choose);
  if (file === undefined || at === undefined) throw new UsageError(usageOf(experiments.repeat));
  // The schemas of whole scenarios take longer to load than a small batch to try.
  const { parseSavedRun } = await import('#simulation/parse-run');
  const parsed = parseSavedRun(readFileSync(file, 'utf8'));
  if (!parsed.ok) {
    const { key, path, values } = parsed.refusal;
    throw new UsageError(`${file} cannot be repeated: ${[key, path, JSON.stringify(values)].join(' ')}`);
  }
  const { run, ledger } = parsed.value;
  return {
    run,
    ledger,
    at: durationMicros(at),
    ...(until === undefined ? {} : { until: durationMicros(until) }),
    ...(count === undefined ? {} : { condition: await readCondition(count) }),
  };
}

/** What a trial counts: the name of a condition, or the condition as a scenario file has it (docs/SCENARIOS.md). */
async function readCondition(text: string): Promise<NonNullable<RepeatBase['condition']>> {
  const { goalSchema } = await import('#simulation/scenario/schema/condition-schema');
  const { checkSchema } = await import('#simulation/check-schema');
  let value: unknown;
  try {
    value = text.trimStart().startsWith('{') ? JSON.parse(text) : { type: text };
  } catch {
    throw new UsageError(`--count ${text} is not JSON`);
  }
  const checked = checkSchema<NonNullable<RepeatBase['condition']>>(goalSchema, value);
  if (checked.ok) return checked.value;
  const { key, path, values } = checked.refusal;
  throw new UsageError(`--count ${text}: ${[key, path, JSON.stringify(values)].join(' ')}`);
}

const reasons: Readonly<Record<BatchRefusal['key'], string>> = {
  notANumber: 'is not a number',
  notWhole: 'is not a whole number',
  tooSmall: 'is too small',
  tooLarge: 'is too large',
  notBelow: 'must stay below its bound',
  notOneOf: 'is none of the choices',
  unknownField: 'is not known here',
  unknownExperiment: 'is no experiment',
  missing: 'is missing',
  tooManyCells: 'there are too many points',
  tooMuchWork: 'there are too many trials in all',
};

function inSentence({ field, key, values }: BatchRefusal): string {
  const details = Object.entries(values).map(([name, value]) => `${name} ${value}`);
  return `--${optionOf(field)} ${reasons[key]}${details.length > 0 ? ` (${details.join(', ')})` : ''}`;
}

let lastReport = 0;

function report({ done }: BatchUnderWay, { cells, trials }: BatchRequest): void {
  const all = cells.length * trials;
  const line = `${done} of ${all} trials (${Math.floor((100 * done) / all)} %)`;
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`);
  else if (++lastReport % 10 === 0) process.stderr.write(`${line}\n`);
}

/** A result as lines for people. */
function inWords({ request, tallies }: BatchResult): string {
  return request.cells
    .flatMap((cell, i) => {
      const tally = tallies[i]!;
      const measured = tally.trials === 0 ? {} : estimates(request.experiment, cell, tally);
      const theories = theory(request.experiment, cell, tally);
      const width = Math.max(
        16,
        ...[...Object.keys(measured), ...theories.map(({ id }) => id)].map((id) => id.length),
      );
      const where = Object.entries(cell).map(([id, value]) => `${id} ${value}`);
      return [
        `${where.join(', ') || request.experiment} (${tally.trials} trials)`,
        ...Object.entries(measured).map(
          ([id, { value, low, high }]) =>
            `  ${id.padEnd(width + 2)} ${shortened(value)}   95 %: ${shortened(low)} … ${shortened(high)}`,
        ),
        ...theories.map(
          ({ id, value, exact, source }) =>
            `  ${(exact ? '= ' : '~ ') + id.padEnd(width)} ${shortened(value)}   ${source}`,
        ),
      ];
    })
    .join('\n');
}

function shortened(value: number): string {
  return value.toPrecision(5).padStart(10);
}
