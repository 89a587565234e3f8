import { exitCode, type Print } from './report.ts';

type Command = (args: readonly string[], print?: Print) => Promise<number>;

/** Loaded when asked for: all of them together take half a second. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import('./run.ts')).run,
  replay: async () => (await import('./replay.ts')).replay,
  scenarios: async () => (await import('./scenarios.ts')).scenarios,
  check: async () => (await import('./check.ts')).check,
  schema: async () => (await import('./schema.ts')).schema,
  decode: async () => (await import('./decode.ts')).decode,
  verify: async () => (await import('./verify.ts')).verify,
  mine: async () => (await import('./mine.ts')).mine,
  experiment: async () => (await import('./experiment.ts')).experiment,
};

const usage = `chainroom: a Bitcoin network to stop, step, rewind and attack, at a shell prompt

  chainroom scenarios                                  list what can be run
  chainroom run SCENARIO [--seed N] [--until 2h] [--json] [--save FILE] [--log FILE]
  chainroom replay FILE [--verify] [--json]            the same trace hash, or exit code 1
  chainroom check FILE                                 what is wrong in a scenario file, or when its goals are reached
  chainroom schema                                     the scenario format as a JSON Schema
  chainroom experiment NAME [--q 0.1,0.3 --z 1..6 …] [--trials N] [--seed N] [--threads K] [--json|--csv]
  chainroom decode tx|block|header|script|address|message HEX
  chainroom verify tx HEX --prevouts FILE
  chainroom verify block HEX
  chainroom mine --header HEX [--from N] [--threads K] [--json]`;

const [name, ...args] = process.argv.slice(2);
const load = name === undefined ? undefined : commands[name];
if (load === undefined) {
  console.error(
    name === undefined || name === 'help' || name === '--help'
      ? usage
      : `unknown command '${name}'\n\n${usage}`,
  );
  process.exitCode =
    name === undefined || name === 'help' || name === '--help' ? exitCode.ok : exitCode.malformed;
} else {
  const command = await load();
  process.exitCode = await command(args);
}
