import { checkBlock } from '#bitcoin/consensus/check-block';
import { connectBlock } from '#bitcoin/consensus/connect-block';
import { contextualCheckBlock } from '#bitcoin/consensus/contextual-check-block';
import type { ChainParams } from '#bitcoin/consensus/params';
import type { Verdict } from '#bitcoin/consensus/verdict';
import { assert } from '#bitcoin/encoding/assert';
import type { CoinsAtTip } from './coins-at-tip.ts';
import type { BlockRef } from './refs.ts';

/** Checks a block by itself and by the headers before it. The first to ask pays; the verdict stays with the block. */
export function checkForm(block: BlockRef, params: ChainParams): Verdict {
  const { checked, parent } = block;
  if (checked.form === undefined) {
    const alone = checkBlock(block.block, params);
    checked.form =
      alone.ok && parent !== undefined ? contextualCheckBlock(block.block, parent.index, params) : alone;
  }
  return checked.form;
}

/** Checks a body against the coins of its own branch, likewise once for all nodes. */
export function checkBody(block: BlockRef, coins: CoinsAtTip, params: ChainParams): Verdict {
  const { checked, parent } = block;
  if (checked.verdict !== undefined) return checked.verdict;
  checked.verdict = checkForm(block, params);
  if (!checked.verdict.ok) return checked.verdict;
  assert(parent !== undefined, 'the genesis block is never checked again');
  const view = coins.at(parent);
  const result = connectBlock({ block: block.block, index: block.index, view, params });
  if ('created' in result) checked.change = result;
  checked.verdict = result.verdict;
  return checked.verdict;
}
