import { readFileSync } from 'node:fs';
import { bestSearch } from '#mining/best-search';
import { openFile } from '#scenarios/open-file';
import { findPrologue } from '#scenarios/shipped';
import { longestRunText } from '#simulation/parse-run';
import type { Run } from '#simulation/run';
import type { Scenario } from '#simulation/scenario/scenario';
import { Rehearsal, type RehearsalReport } from '#simulation/stage/rehearsal';
import { exitCode, type Print, refusalText, reportMalformed } from './report.ts';
import { UsageError } from './usage-error.ts';

const usage = 'usage: chainroom check FILE';

/** `chainroom check FILE`: says what is wrong in a scenario file, or plays it through its reference time and says when each
 * goal was reached and each beat happened.
 * @returns exit code: 0 when all goals are reached, 1 when one is not, 2 for a file that cannot be read */
export function check(args: readonly string[], print: Print = console.log): Promise<number> {
  return reportMalformed(print, async () => {
    const [file, ...more] = args;
    if (file === undefined || more.length > 0) throw new UsageError(usage);
    const text = readFileSync(file, 'utf8');
    if (text.length > longestRunText) throw new UsageError(`${file} is longer than any scenario file`);
    const opened = openFile(text);
    if (!opened.ok) {
      print(refusalText(opened.refusal));
      return exitCode.malformed;
    }
    const { scenario } = opened.value.run;
    const report = playThrough(opened.value.run);
    print(JSON.stringify(inSeconds(scenario, report), null, 2));
    return report.goals.every((time) => time !== undefined) ? exitCode.ok : exitCode.refused;
  });
}

function playThrough(run: Run): RehearsalReport {
  const rehearsal = new Rehearsal(run, findPrologue(run.scenario.prologue), bestSearch());
  for (;;) {
    rehearsal.step();
    const report = rehearsal.report();
    if (report.finished) return report;
  }
}

function inSeconds({ goals, beats }: Scenario, report: RehearsalReport) {
  const seconds = (micros: number | undefined) => (micros === undefined ? null : micros / 1_000_000);
  return {
    goals: goals.map((goal, index) => ({ ...goal, reachedAtSeconds: seconds(report.goals[index]) })),
    beats: beats.map(({ id, question }, index) => ({
      id,
      happenedAtSeconds: seconds(report.beats[index]),
      ...(question === undefined ? {} : { rightChoice: report.answers[index] ?? null }),
    })),
    refused: report.refused.map(({ time, ...what }) => ({ atSeconds: seconds(time), ...what })),
  };
}
