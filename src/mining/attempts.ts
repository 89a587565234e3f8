import { assert } from '#bitcoin/encoding/assert';
import { nonceSpace } from './header-search.ts';

/** Where an attempt of a job lies: the coinbase's extraNonce makes a fresh header, the nonce counts within it. */
export interface Attempt {
  /** 0 … 2²¹ - 1 */
  readonly extraNonce: number;
  /** uint32 */
  readonly nonce: number;
}

/** A stretch of attempts that share one header. */
export interface AttemptRange extends Attempt {
  /** How many, 1 … 2³² - nonce. */
  readonly count: number;
}

/** The attempt with number `attemptNumber` (from 0): the nonce runs through its 2³² values, then extraNonce grows.
 * @throws {Error} when the number is no integer in 0 … 2⁵³ - 1 */
export function attemptAt(attemptNumber: number): Attempt {
  assert(Number.isSafeInteger(attemptNumber) && attemptNumber >= 0, 'an attempt number is a whole number');
  return { extraNonce: Math.floor(attemptNumber / nonceSpace), nonce: attemptNumber % nonceSpace };
}

/** The number of an attempt; the inverse of `attemptAt`. */
export function attemptNumberOf({ extraNonce, nonce }: Attempt): number {
  return extraNonce * nonceSpace + nonce;
}

/** Cuts the attempts `first` … `first + count - 1` where extraNonce changes, since each search has one header. */
export function splitAttempts(first: number, count: number): readonly AttemptRange[] {
  assert(Number.isSafeInteger(first + count) && count >= 0, 'a range of attempts ends below 2⁵³');
  const ranges: AttemptRange[] = [];
  for (let at = first; at < first + count; ) {
    const attempt = attemptAt(at);
    const here = Math.min(first + count - at, nonceSpace - attempt.nonce);
    ranges.push({ ...attempt, count: here });
    at += here;
  }
  return ranges;
}
