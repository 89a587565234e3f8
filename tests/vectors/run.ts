import { loadSuites, vectorsFolder, vectorsPresent } from './load-suites.ts';
import type { SuiteResult } from './suite.ts';

/** `npm run test:vectors`: runs every suite against the published vectors and prints passed/total.
 * Words after `--` choose suites by part of their file name. Exit code 1 on any miss. */
async function main(wanted: readonly string[]): Promise<number> {
  if (!vectorsPresent) {
    console.log(
      `No vectors at ${vectorsFolder}; nothing was checked. Set CHAINROOM_VECTORS to their folder.`,
    );
    return 0;
  }
  const suites = (await loadSuites()).filter(
    ({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
  );
  console.log(`Vectors in ${vectorsFolder}\n`);
  let missed = 0;
  for (const { name, run } of suites) {
    const started = performance.now();
    const result = await run(vectorsFolder).catch((error: unknown) => crashed(name, error));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const whole = result.passed === result.total && result.failures.length === 0;
    if (!whole) missed++;
    const score = `${result.passed}/${result.total}`;
    console.log(
      `${whole ? 'ok  ' : 'MISS'} ${result.suite.padEnd(36)} ${score.padStart(12)} ${seconds.padStart(7)} s`,
    );
    for (const failure of result.failures.slice(0, 20)) console.log(`       ${failure}`);
    if (result.failures.length > 20) console.log(`       … and ${result.failures.length - 20} more`);
  }
  console.log(`\n${suites.length - missed} of ${suites.length} suites are whole.`);
  return missed === 0 ? 0 : 1;
}

function crashed(name: string, error: unknown): SuiteResult {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { suite: name, passed: 0, total: 1, failures: [`the suite itself failed: ${message}`] };
}

process.exitCode = await main(process.argv.slice(2));
