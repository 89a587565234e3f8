import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bestSearch } from '#mining/best-search';
import { findPrologue, findScenario, shippedScenarios } from '#scenarios/shipped';
import { Ledger } from '#simulation/ledger';
import { engineVersion, type Run } from '#simulation/run';
import { RunSummariser, type RunSummary } from '#simulation/summary';
import { World } from '#simulation/world';
import { durationMicros } from './duration.ts';
import { EventLogWriter } from './event-log.ts';
import { exitCode, type Print, reportMalformed } from './report.ts';
import { UsageError } from './usage-error.ts';

const usage = 'usage: chainroom run SCENARIO [--seed N] [--until 2h] [--json] [--save FILE] [--log FILE]';
const defaultUntil = '2h';
/** Simulated time between looks at the log, so that it never grows large. */
const sliceMicros = 600_000_000;

/** `chainroom run SCENARIO`: runs a shipped scenario with the page's own engine and prints what came of it. */
export function run(args: readonly string[], print: Print = console.log): Promise<number> {
  return reportMalformed(print, async () => {
    const { id, seed, until, json, save, log } = parse(args);
    const scenario = findScenario(id);
    if (scenario === undefined) {
      throw new UsageError(
        `unknown scenario '${id}'; there are ${shippedScenarios.map((each) => each.id).join(', ')}`,
      );
    }
    const value: Run = { engine: engineVersion, scenario, seed: seed ?? scenario.defaultSeed, actions: [] };
    const ledger = new Ledger();
    const { summary, world } = runThrough(value, ledger, until, log);
    if (save !== undefined) {
      const file = {
        format: 'chainroom-run',
        version: 1,
        run: value,
        ledger: ledger.serialise(),
        traceHash: world.traceHash(),
        through: until,
      };
      writeFileSync(save, `${JSON.stringify(file)}\n`);
    }
    print(json ? JSON.stringify(summary, null, 2) : inWords(summary));
    return exitCode.ok;
  });
}

/** Runs from nothing through `until`, summing up on the way. */
export function runThrough(
  value: Run,
  ledger: Ledger,
  until: number,
  logFile?: string,
): { summary: RunSummary; world: World } {
  const world = new World({ run: value, prologue: findPrologue(value.scenario.prologue), ledger });
  const summariser = new RunSummariser();
  const writer = logFile === undefined ? undefined : new EventLogWriter(logFile);
  const search = bestSearch();
  for (let time = Math.min(sliceMicros, until); ; time = Math.min(time + sliceMicros, until)) {
    world.runUntil(time, search);
    const rows = world.log_.drain();
    summariser.take(world, rows);
    writer?.write(world, rows);
    if (time >= until) break;
  }
  writer?.close();
  return { summary: summariser.summary(world), world };
}

/** A summary as lines for people. */
export function inWords(summary: RunSummary): string {
  const { transactions, doubleSpends } = summary;
  const depths = summary.reorgs
    .map(({ at, node, depth }) => `${node} −${depth} at ${Math.round(at)} s`)
    .join(', ');
  return [
    `trace hash    ${summary.traceHash}`,
    `simulated     ${summary.seconds} s, ${summary.events} events, ${summary.messages} messages`,
    `height        ${summary.height} (${summary.blocks} blocks found, ${summary.stale} stale)`,
    `tip           ${summary.tip}`,
    `reorgs        ${depths || 'none'}`,
    `transactions  ${transactions.made} made: ${transactions.confirmed} confirmed, ${transactions.waiting} waiting, ${transactions.dead} dead`,
    `double spends ${doubleSpends.started} started, ${doubleSpends.succeeded} succeeded, ${doubleSpends.gaveUp} given up`,
    `hashes        ${summary.hashes} computed`,
  ].join('\n');
}

function parse(args: readonly string[]) {
  const { values, positionals } = parseArgsOrUsage(args);
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0) throw new UsageError(usage);
  const seed = values.seed === undefined ? undefined : Number(values.seed);
  if (seed !== undefined && !(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)) {
    throw new UsageError(`--seed ${values.seed} is not a whole number below 2^32`);
  }
  return {
    id,
    seed,
    until: durationMicros(values.until ?? defaultUntil),
    json: values.json ?? false,
    save: values.save,
    log: values.log,
  };
}

function parseArgsOrUsage(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        seed: { type: 'string' },
        until: { type: 'string' },
        json: { type: 'boolean' },
        save: { type: 'string' },
        log: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}; ${usage}`);
  }
}
