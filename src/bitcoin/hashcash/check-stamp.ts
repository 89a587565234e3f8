import { accepted, refused, type Verdict } from '../consensus/verdict.ts';
import { parseStamp, stampSeconds, stampZeroBits } from './stamp.ts';

/** What a receiver demands of a stamp. Each demand left out is not made. */
export interface StampPolicy {
  /** Whom the stamp must be for. */
  readonly resource?: string;
  /** Zero bits demanded. A stamp that claims fewer does not count, however lucky its hash. */
  readonly bits?: number;
  /** Unix seconds of the receiver's clock. */
  readonly now?: number;
  /** Seconds a stamp stays good; 28 days unless given. */
  readonly validSeconds?: number;
  /** Whether this stamp has been used before. */
  readonly isSpent?: (text: string) => boolean;
}

const twentyEightDays = 28 * 86_400;
/** Clocks differ; hashcash(1) forgives two days. */
const graceSeconds = 2 * 86_400;

/** Checks a stamp: one hash for the receiver, against 2^bits for the sender.
 * @see hashcash(1) */
export function checkStamp(text: string, policy: StampPolicy = {}): Verdict {
  const stamp = parseStamp(text);
  if (stamp === undefined) return refused('hashcash-form', 'no stamp of version 0 or 1');
  if (policy.resource !== undefined && stamp.resource !== policy.resource)
    return refused('hashcash-resource', `the stamp is for '${stamp.resource}'`);
  const worth = stampZeroBits(text);
  const claimed = stamp.bits ?? worth;
  if (worth < claimed) return refused('hashcash-bits', `${worth} zero bits, ${claimed} claimed`);
  if (policy.bits !== undefined && claimed < policy.bits)
    return refused('hashcash-bits', `${claimed} zero bits, ${policy.bits} demanded`);
  if (policy.now !== undefined) {
    const age = policy.now - stampSeconds(stamp.date);
    if (age > (policy.validSeconds ?? twentyEightDays) + graceSeconds)
      return refused('hashcash-expired', `dated ${stamp.date}`);
    if (age < -graceSeconds) return refused('hashcash-future', `dated ${stamp.date}`);
  }
  return policy.isSpent?.(text) ? refused('hashcash-spent', 'this stamp has been used before') : accepted;
}
