import type { classParams } from '#bitcoin/consensus/params';
import { findPrologue } from '#scenarios/shipped';
import { loadPrologue, type Prologue, type PrologueFile } from '#simulation/prologue';
import retarget from '../data/prologue-retarget.json';
import trials from '../data/prologue-trials.json';
import { retargetParams, trialParams } from './trial-params.ts';

const files: Readonly<Record<string, readonly [PrologueFile, typeof classParams]>> = {
  trials: [trials, trialParams],
  retarget: [retarget, retargetParams],
};
const loaded = new Map<string, Prologue>();

/** The chain that trials start from, verified block by block the first time it is asked for. Shipped scenarios' chains
 * are found too. */
export function trialPrologue(id: string): Prologue {
  const file = files[id];
  if (file === undefined) return findPrologue(id);
  let prologue = loaded.get(id);
  if (prologue === undefined) {
    prologue = loadPrologue(...file);
    loaded.set(id, prologue);
  }
  return prologue;
}
