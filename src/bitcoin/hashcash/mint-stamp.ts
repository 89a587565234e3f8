import { sha1 } from '@noble/hashes/legacy.js';
import { assert } from '../encoding/assert.ts';
import { textToBytes } from '../encoding/latin1.ts';
import { leadingZeroBits, parseStamp } from './stamp.ts';

/** What a stamp says before its counter is found. */
export interface StampRequest {
  /** Zero bits to pay, 0 … 160. */
  readonly bits: number;
  /** `YYMMDD`, `YYMMDDhhmm` or `YYMMDDhhmmss`, UTC */
  readonly date: string;
  readonly resource: string;
  /** Printable text without colons that no other stamp of this sender has. */
  readonly random: string;
}

/** A search for a stamp, as far as it has come. */
export type MintResult =
  | { readonly found: true; readonly stamp: string; readonly attempt: number }
  | { readonly found: false; readonly nextAttempt: number };

const counterDigits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/';

/** Tries counters `from` … `from + attempts − 1` in order and gives the first that makes the stamp worth its bits.
 * 2^bits tries are expected, and each is as likely as the last: whoever has tried long is no nearer. */
export function mintStamp(request: StampRequest, from: number, attempts: number): MintResult {
  const prefix = `1:${request.bits}:${request.date}:${request.resource}::${request.random}:`;
  assert(parseStamp(`${prefix}0`)?.version === 1, 'date, resource and random text make a stamp');
  // All but the counter is hashed once: what a sender repeats, a receiver never has to.
  const started = sha1.create().update(textToBytes(prefix));
  for (let attempt = from; attempt < from + attempts; attempt++) {
    const counter = encodeCounter(attempt);
    const digest = started.clone().update(textToBytes(counter)).digest();
    if (leadingZeroBits(digest) >= request.bits) return { found: true, stamp: prefix + counter, attempt };
  }
  return { found: false, nextAttempt: from + attempts };
}

function encodeCounter(value: number): string {
  let text = '';
  let rest = value;
  do {
    text = counterDigits[rest % 64] + text;
    rest = Math.floor(rest / 64);
  } while (rest > 0);
  return text;
}
