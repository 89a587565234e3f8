import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The outcome of one suite of published vectors. */
export interface SuiteResult {
  readonly suite: string;
  readonly passed: number;
  readonly total: number;
  /** One sentence a miss: which row, what was expected, what came. */
  readonly failures: string[];
}

/** What each file in `suites/` exports as `run`.
 * @param vectorsFolder absolute path of the folder with the published vectors */
export type RunSuite = (vectorsFolder: string) => Promise<SuiteResult>;

/** The rows of a vectors file, for example `core/base58_encode_decode.json`. */
export async function readRows<Row>(vectorsFolder: string, file: string): Promise<readonly Row[]> {
  const parsed = JSON.parse(await readFile(join(vectorsFolder, file), 'utf8')) as { rows: Row[] };
  return parsed.rows;
}

/** Checks every row and counts. A check passes by returning; it fails by throwing, and the message is kept.
 * @param suite name for the table
 * @param name how a row is called in a failure, by default its number */
export function checkRows<Row>(
  suite: string,
  rows: readonly Row[],
  check: (row: Row, index: number) => void,
  name: (row: Row, index: number) => string = (_row, index) => `row ${index}`,
): SuiteResult {
  const failures: string[] = [];
  for (const [index, row] of rows.entries()) {
    try {
      check(row, index);
    } catch (error) {
      failures.push(`${name(row, index)}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { suite, passed: rows.length - failures.length, total: rows.length, failures };
}

/** Fails with both values when they differ; objects are compared by their JSON, key order aside. */
export function expectEqual(actual: unknown, expected: unknown, what = 'value'): void {
  const [got, wanted] = [canonical(actual), canonical(expected)];
  if (got !== wanted) throw new Error(`${what} is ${clip(got)}, expected ${clip(wanted)}`);
}

/** Fails unless `run` throws. */
export function expectThrows(run: () => unknown, what: string): void {
  try {
    run();
  } catch {
    return;
  }
  throw new Error(`${what} was accepted`);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'bigint') return `${inner}n`;
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function clip(text: string | undefined): string {
  if (text === undefined) return 'undefined';
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
