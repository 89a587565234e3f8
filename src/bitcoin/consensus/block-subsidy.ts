import type { ChainParams } from './params.ts';

/** The satoshis a block may create out of nothing: halved every `subsidyHalvingInterval` blocks, zero from the 64th on.
 * @param height of the block, genesis 0
 * @see Bitcoin Core `GetBlockSubsidy`, src/validation.cpp; whitepaper §6 */
export function blockSubsidy(height: number, params: ChainParams): bigint {
  const halvings = Math.floor(height / params.subsidyHalvingInterval);
  // In C++ a shift by 64 or more is undefined; the rule says zero.
  return halvings >= 64 ? 0n : params.initialSubsidy >> BigInt(halvings);
}

/** The satoshis that blocks 0 … `height` were allowed to create together, fees not included.
 * Adds an era at a time, so any height costs at most 64 steps. */
export function issuedThrough(height: number, params: ChainParams): bigint {
  let issued = 0n;
  for (let first = 0; first <= height; first += params.subsidyHalvingInterval) {
    const subsidy = blockSubsidy(first, params);
    if (subsidy === 0n) break;
    issued += subsidy * BigInt(Math.min(params.subsidyHalvingInterval, height - first + 1));
  }
  return issued;
}
