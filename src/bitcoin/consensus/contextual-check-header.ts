import type { BlockIndex } from '../chain/block-index.ts';
import type { BlockHeader } from '../primitives/block.ts';
import { nextWorkRequired } from './next-work-required.ts';
import type { ChainParams } from './params.ts';
import { accepted, refused, type Verdict } from './verdict.ts';

/** Seconds a header's time may be ahead of our own clock.
 * @see Bitcoin Core `MAX_FUTURE_BLOCK_TIME`, src/chain.h */
export const maxFutureBlockSeconds = 7200;

/** Checks a header against its ancestors and the clock.
 * `time-too-new` is the one refusal that passes by itself: never remember it as a property of the block.
 * @param adjustedTime our clock, Unix seconds
 * @see Bitcoin Core `ContextualCheckBlockHeader`, src/validation.cpp */
export function contextualCheckHeader(
  header: BlockHeader,
  parent: BlockIndex,
  adjustedTime: number,
  params: ChainParams,
): Verdict {
  const bits = nextWorkRequired(parent, header.time, params);
  if (header.bits !== bits) {
    return refused('bad-diffbits', `incorrect proof of work: ${hex32(header.bits)}, not ${hex32(bits)}`);
  }
  if (header.time <= parent.medianTimePast) {
    return refused('time-too-old', `block time ${header.time}, median time past ${parent.medianTimePast}`);
  }
  if (header.time > adjustedTime + maxFutureBlockSeconds) {
    return refused('time-too-new', `block time ${header.time}, our clock ${adjustedTime}`);
  }
  const least = leastVersion(parent.height + 1, params);
  if (header.version < least) {
    return refused(`bad-version(0x${hex32(header.version)})`, `version ${least} or more since its soft fork`);
  }
  return accepted;
}

/** Three soft forks each raised the lowest version that is still accepted. */
function leastVersion(height: number, { activation }: ChainParams): number {
  if (height >= activation.bip65) return 4;
  if (height >= activation.bip66) return 3;
  if (height >= activation.bip34) return 2;
  return Number.NEGATIVE_INFINITY;
}

function hex32(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
