import { type BlockIndex, extendIndex, genesisIndex } from '#bitcoin/chain/block-index';
import { nextWorkRequired } from '#bitcoin/consensus/next-work-required';
import { type ChainParams, classParams } from '#bitcoin/consensus/params';
import type { BlockHeader } from '#bitcoin/primitives/block';
import { encodeHeader } from '#bitcoin/primitives/block-header';
import { type MerkleRoot, zeroHash } from '#bitcoin/primitives/hashes';
import { type HeaderSearch, nonceSpace } from '#mining/header-search';
import { type Difficulty, difficultyAt, difficultyOf } from './difficulty-scale.ts';

/** One block of the playground. */
export interface RetargetBlock {
  readonly height: number;
  readonly tries: number;
  /** Simulated seconds since the block before: tries divided by the hash power. */
  readonly interval: number;
  readonly hashPower: number;
  readonly difficulty: Difficulty;
}

/** A chain of real headers on which nothing but the target adjusts itself. */
export interface RetargetChain {
  readonly params: ChainParams;
  readonly blocks: readonly RetargetBlock[];
  /** The search that makes the next block. */
  next(): HeaderSearch;
  /** Puts a nonce that was found for `next()` on the chain.
   * @param hashPower tries per simulated second */
  extend(nonce: number, hashPower: number): RetargetBlock;
}

/** Tries of a block before the first retarget; the class chain's limit allows a quarter of it. */
export const startZeroBits = 11;
const startTime = 1_231_006_505;

/** Hash power at which the first target just fits the spacing, in tries per simulated second. */
export const fittingHashPower = difficultyAt(startZeroBits).tries / classParams.spacingSeconds;

/** A fresh chain under the class chain's rules with another retarget interval.
 * @param retargetInterval blocks from one retarget to the next, at least 4 */
export function createRetargetChain(retargetInterval: number): RetargetChain {
  const params: ChainParams = { ...classParams, retargetInterval };
  const blocks: RetargetBlock[] = [];
  let tip: BlockIndex = genesisIndex({
    version: 1,
    previousBlockHash: zeroHash,
    // Merkle roots name the chain, so that two playgrounds do not repeat each other's luck.
    merkleRoot: rootOf(retargetInterval, crypto.getRandomValues(new Uint32Array(1))[0]!),
    time: startTime,
    bits: difficultyAt(startZeroBits).bits,
    nonce: 0,
  });
  let seconds = 0;
  let template: { readonly header: BlockHeader; readonly difficulty: Difficulty } | undefined;

  const templateNow = () => {
    const difficulty = difficultyOf(nextWorkRequired(tip, tip.header.time, params))!;
    const header: BlockHeader = {
      version: 1,
      previousBlockHash: tip.hash,
      merkleRoot: rootOf(tip.height, 0),
      // The time a miner began with; miners update it, here once a block.
      time: startTime + Math.floor(seconds),
      bits: difficulty.bits,
      nonce: 0,
    };
    return { header, difficulty };
  };

  return {
    params,
    blocks,
    next() {
      template ??= templateNow();
      const { header, difficulty } = template;
      return {
        header: encodeHeader(header),
        target: difficulty.targetBytes,
        firstNonce: 0,
        count: nonceSpace,
      };
    },
    extend(nonce, hashPower) {
      template ??= templateNow();
      const { header, difficulty } = template;
      const tries = nonce + 1;
      const interval = tries / hashPower;
      seconds += interval;
      tip = extendIndex(tip, { ...header, nonce });
      template = undefined;
      const block = { height: tip.height, tries, interval, hashPower, difficulty };
      blocks.push(block);
      return block;
    },
  };
}

/** Any 32 bytes do: these blocks hold no transactions. */
function rootOf(a: number, b: number): MerkleRoot {
  return `${(a >>> 0).toString(16).padStart(8, '0')}${(b >>> 0).toString(16).padStart(8, '0')}`.padEnd(
    64,
    '0',
  ) as MerkleRoot;
}

/** Where the mean interval settles when the target is set from one window of N blocks after another: the window has
 * N − 1 intervals where N are expected, and the mean of a reciprocal is more than the reciprocal of a mean.
 * @returns seconds, spacing × N / (N − 2) */
export function settledInterval(params: Pick<ChainParams, 'spacingSeconds' | 'retargetInterval'>): number {
  return (params.spacingSeconds * params.retargetInterval) / (params.retargetInterval - 2);
}
