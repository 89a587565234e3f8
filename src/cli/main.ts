import { check } from './check.ts';
import { decode } from './decode.ts';
import { experiment } from './experiment.ts';
import { mine } from './mine.ts';
import { replay } from './replay.ts';
import { exitCode, type Print } from './report.ts';
import { run } from './run.ts';
import { scenarios } from './scenarios.ts';
import { schema } from './schema.ts';
import { verify } from './verify.ts';

type Command = (args: readonly string[], print?: Print) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  run,
  replay,
  scenarios,
  check,
  schema,
  decode,
  verify,
  mine,
  experiment,
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
const command = name === undefined ? undefined : commands[name];
if (command === undefined) {
  console.error(
    name === undefined || name === 'help' || name === '--help'
      ? usage
      : `unknown command '${name}'\n\n${usage}`,
  );
  process.exitCode =
    name === undefined || name === 'help' || name === '--help' ? exitCode.ok : exitCode.malformed;
} else process.exitCode = await command(args);
