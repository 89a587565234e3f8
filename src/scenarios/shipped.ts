import { classParams } from '#bitcoin/consensus/params';
import { loadPrologue, type Prologue, type PrologueFile } from '#simulation/prologue';
import type { Scenario } from '#simulation/scenario/scenario';
import cannotDo from './data/cannot-do.json';
import censorship from './data/censorship.json';
import doubleSpend from './data/double-spend.json';
import eclipse from './data/eclipse.json';
import emptyBlocks from './data/empty-blocks.json';
import fewerBlocksMoreWork from './data/fewer-blocks-more-work.json';
import finney from './data/finney.json';
import flooding from './data/flooding.json';
import newcomer from './data/newcomer.json';
import partitionAndHeal from './data/partition-and-heal.json';
import partitionAttack from './data/partition-attack.json';
import prologueBeforeRetarget from './data/prologue-before-retarget.json';
import prologueClassroom from './data/prologue-classroom.json';
import quietNetwork from './data/quiet-network.json';
import race from './data/race.json';
import replaceByFee from './data/replace-by-fee.json';
import rewriteHistory from './data/rewrite-history.json';
import selfishMining from './data/selfish-mining.json';
import twoBlocksAtOnce from './data/two-blocks-at-once.json';

/** The scenarios that ship, in the order of the menu. They are values: adding one means adding a file and a line. */
export const shippedScenarios: readonly Scenario[] = [
  quietNetwork,
  twoBlocksAtOnce,
  partitionAndHeal,
  newcomer,
  fewerBlocksMoreWork,
  doubleSpend,
  race,
  replaceByFee,
  finney,
  selfishMining,
  eclipse,
  partitionAttack,
  rewriteHistory,
  flooding,
  censorship,
  emptyBlocks,
  cannotDo,
] as readonly Scenario[];

const prologueFiles: readonly PrologueFile[] = [prologueClassroom, prologueBeforeRetarget];

const loaded = new Map<string, Prologue>();

/** The scenario with this id, or undefined. */
export function findScenario(id: string): Scenario | undefined {
  return shippedScenarios.find((scenario) => scenario.id === id);
}

/** The prologue with this id, verified block by block the first time it is asked for.
 * @throws {Error} when there is none, or when it does not hold */
export function findPrologue(id: string): Prologue {
  let prologue = loaded.get(id);
  if (prologue === undefined) {
    const file = prologueFiles.find((candidate) => candidate.id === id);
    if (file === undefined) throw new Error(`there is no prologue chain "${id}"`);
    prologue = loadPrologue(file, classParams);
    loaded.set(id, prologue);
  }
  return prologue;
}
