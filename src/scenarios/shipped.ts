import { classParams } from '#bitcoin/consensus/params';
import { loadPrologue, type Prologue, type PrologueFile } from '#simulation/prologue';
import type { Scenario } from '#simulation/scenario';
import doubleSpend from './data/double-spend.json';
import fewerBlocksMoreWork from './data/fewer-blocks-more-work.json';
import newcomer from './data/newcomer.json';
import partitionAndHeal from './data/partition-and-heal.json';
import prologueBeforeRetarget from './data/prologue-before-retarget.json';
import prologueClassroom from './data/prologue-classroom.json';
import quietNetwork from './data/quiet-network.json';
import twoBlocksAtOnce from './data/two-blocks-at-once.json';

/** The scenarios that ship, in the order of the menu. They are values: adding one means adding a file and a line. */
export const shippedScenarios: readonly Scenario[] = [
  quietNetwork,
  twoBlocksAtOnce,
  partitionAndHeal,
  newcomer,
  fewerBlocksMoreWork,
  doubleSpend,
] as readonly Scenario[];

const prologueFiles: readonly PrologueFile[] = [prologueClassroom, prologueBeforeRetarget];
/** Ids of the prologue chains that ship. Written out, so that whoever only wants the names need not carry the chains. */
export const prologueIds: readonly string[] = ['classroom', 'before-retarget'];

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
