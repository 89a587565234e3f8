import { shippedScenarios } from '#scenarios/shipped';
import { exitCode, type Print } from './report.ts';

/** `chainroom scenarios`: what `run` can run. */
export async function scenarios(args: readonly string[], print: Print = console.log): Promise<number> {
  if (args.includes('--json'))
    print(
      JSON.stringify(
        shippedScenarios.map(({ id, title, defaultSeed }) => ({ id, title, defaultSeed })),
        null,
        2,
      ),
    );
  else for (const { id, title } of shippedScenarios) print(`${id.padEnd(26)}${title.en} · ${title['zh-CN']}`);
  return exitCode.ok;
}
