// npm test: everything that can be checked, in the order in which a mistake is cheapest to find.
// The last line sums all runners: `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from './install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = mkdtempSync(join(tmpdir(), 'chainroom-test-'));
let passed = 0;
let failed = 0;

try {
  installPackages(root);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

step('types', () => tool('typescript/bin/tsc', ['-b']));
step('lint', () => tool('@biomejs/biome/bin/biome', ['check', '.', '--error-on-warnings']));
step('unused code', () => tool('knip/bin/knip.js', []));
suite('unit');
suite('slow');
const { buildPage } = await import('./build.mjs');
const built = step('build', () => buildPage(root));
if (built) {
  const { findChromium } = await import('./find-chromium.mjs');
  try {
    process.env.CHROMIUM = await findChromium(root);
    suite('e2e');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    failed += 1;
  }
}
rmSync(reports, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** One check that passes or fails as a whole. */
function step(name, run) {
  console.log(`\n── ${name}`);
  try {
    run();
    passed += 1;
    return true;
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : error}`);
    failed += 1;
    return false;
  }
}

/** One Vitest project; its tests are counted one by one. */
function suite(project) {
  console.log(`\n── ${project} tests`);
  const report = join(reports, `${project}.json`);
  const args = ['run', '--project', project, '--passWithNoTests', '--reporter=default', '--reporter=json'];
  const result = node('vitest/vitest.mjs', [...args, `--outputFile.json=${report}`]);
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  passed += counts?.numPassedTests ?? 0;
  const counted = counts?.numFailedTests ?? 0;
  // A suite that breaks before its tests run counts as one failure.
  failed += result.status !== 0 && counted === 0 ? 1 : counted;
}

function tool(script, args) {
  if (node(script, args).status !== 0) throw new Error('the lines above say what is wrong');
}

function node(script, args) {
  return spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
}
