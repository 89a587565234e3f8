import { type BlockIndex, extendIndex } from '#bitcoin/chain/block-index';
import type { UtxoSet } from '#bitcoin/chain/coins';
import { checkBlock } from '#bitcoin/consensus/check-block';
import { applyConnect, connectBlock, disconnectBlock } from '#bitcoin/consensus/connect-block';
import { contextualCheckBlock } from '#bitcoin/consensus/contextual-check-block';
import { contextualCheckHeader } from '#bitcoin/consensus/contextual-check-header';
import { mainnetParams } from '#bitcoin/consensus/params';
import { accepted } from '#bitcoin/consensus/verdict';
import type { Block } from '#bitcoin/primitives/block';
import { expectEqual } from './suite.ts';

/** Puts a main network block on top of `tip` through every layer of checks, takes it off, and puts it on again.
 * @returns the new tip; `coins` has moved along
 * @throws {Error} when any layer refuses */
export function extendChain(tip: BlockIndex, block: Block, coins: UtxoSet): BlockIndex {
  const params = mainnetParams;
  expectEqual(contextualCheckHeader(block.header, tip, block.header.time, params), accepted, 'header');
  expectEqual(checkBlock(block, params), accepted, 'block alone');
  expectEqual(contextualCheckBlock(block, tip, params), accepted, 'block in context');
  const index = extendIndex(tip, block.header);
  const result = connectBlock({ block, index, view: coins, params });
  if (!('created' in result)) {
    throw new Error(`refused: ${result.verdict.reason} ${result.verdict.detail ?? ''}`);
  }
  const before = contents(coins);
  applyConnect(coins, result);
  disconnectBlock(coins, result);
  expectEqual(contents(coins) === before, true, 'connect and disconnect leave the coins as they were');
  applyConnect(coins, result);
  return index;
}

function contents(coins: UtxoSet): string {
  return Array.from(coins.coins, ([key, { output, height }]) => `${key} ${output.value} ${height}`)
    .sort()
    .join();
}
