import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openFile } from '#scenarios/open-file';
import { Ledger } from '#simulation/ledger';
import { longestRunText } from '#simulation/parse-run';
import { exitCode, type Print, refusalText, reportMalformed } from './report.ts';
import { inWords, runThrough } from './run.ts';
import { UsageError } from './usage-error.ts';

const usage = 'usage: chainroom replay FILE [--verify] [--json]';

/** `chainroom replay FILE`: runs a saved run again and compares trace hashes. With its ledger no header is searched;
 * `--verify` leaves the ledger aside and does all the work afresh.
 * @returns exit code: 0 when the hashes agree, 1 when they differ, 2 for a file that cannot be read */
export function replay(args: readonly string[], print: Print = console.log): Promise<number> {
  return reportMalformed(print, async () => {
    const { file, verify, json } = parse(args);
    const text = readFileSync(file, 'utf8');
    if (text.length > longestRunText) throw new UsageError(`${file} is longer than any run file`);
    const parsed = openFile(text);
    if (!parsed.ok) {
      print(refusalText(parsed.refusal));
      return exitCode.malformed;
    }
    const { run, ledger, traceHash, through } = parsed.value;
    const { summary } = runThrough(run, verify ? new Ledger() : Ledger.parse(ledger), through);
    const matches = traceHash === '' || summary.traceHash === traceHash;
    print(
      json
        ? JSON.stringify({ ...summary, expected: traceHash, matches, verified: verify }, null, 2)
        : `${inWords(summary)}\n${verdict(traceHash, matches, verify)}`,
    );
    return matches ? exitCode.ok : exitCode.refused;
  });
}

function verdict(expected: string, matches: boolean, verified: boolean): string {
  if (expected === '') return 'The file names no trace hash to compare with.';
  if (!matches) return `DIFFERENT from the file's trace hash ${expected}.`;
  return verified
    ? 'Same trace hash, verified with fresh hashing.'
    : "Same trace hash as the file's (searches taken from its ledger).";
}

function parse(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { verify: { type: 'boolean' }, json: { type: 'boolean' } },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError(usage);
    return { file, verify: values.verify ?? false, json: values.json ?? false };
  } catch (error) {
    throw error instanceof UsageError
      ? error
      : new UsageError(`${error instanceof Error ? error.message : error}; ${usage}`);
  }
}
