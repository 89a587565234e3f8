import { murmur3 } from '../crypto/murmur3.ts';
import { assert } from '../encoding/assert.ts';
import { bytesToHex, hexToBytes } from '../encoding/hex.ts';
import type { FilterLoadMessage } from '../wire/bloom-messages.ts';

/** A set that answers “no” or “probably”, so that a light client tells a peer what it looks for without saying exactly what.
 * A value: adding gives a new filter.
 * @see BIP-0037; Bitcoin Core `CBloomFilter`, src/common/bloom.cpp */
export interface BloomFilter {
  readonly bytes: Uint8Array;
  /** 0 … 50 */
  readonly hashFunctions: number;
  /** uint32 */
  readonly tweak: number;
  /** uint8, what to do with matched outpoints */
  readonly flags: number;
}

const ln2 = Math.LN2;
const maxFilterBytes = 36_000;
const maxHashFunctions = 50;

/** An empty filter, as large as so many elements need for that rate of strangers that match by chance.
 * @param options.falsePositiveRate between 0 and 1, both excluded
 * @see BIP-0037, “Filter matching algorithm”; Bitcoin Core `CBloomFilter::CBloomFilter` */
export function emptyBloomFilter(options: {
  readonly elements: number;
  readonly falsePositiveRate: number;
  readonly tweak: number;
  readonly flags: number;
}): BloomFilter {
  const { elements, falsePositiveRate, tweak, flags } = options;
  assert(elements >= 1, 'a filter is for one element at least');
  assert(falsePositiveRate > 0 && falsePositiveRate < 1, 'a rate lies between 0 and 1');
  const bits = Math.floor((-1 / (ln2 * ln2)) * elements * naturalLogarithm(falsePositiveRate));
  const length = Math.floor(Math.min(bits, maxFilterBytes * 8) / 8);
  // Core divides whole numbers here, so the quotient is rounded down before it is multiplied.
  const hashFunctions = Math.min(Math.floor(Math.floor((length * 8) / elements) * ln2), maxHashFunctions);
  return { bytes: new Uint8Array(length), hashFunctions, tweak, flags };
}

/** The filter with one more element. */
export function insertIntoBloomFilter(filter: BloomFilter, element: Uint8Array): BloomFilter {
  if (filter.bytes.length === 0) return filter;
  const bytes = filter.bytes.slice();
  for (const bit of bitsOf(filter, element)) bytes[bit >> 3]! |= 1 << (bit & 7);
  return { ...filter, bytes };
}

/** Whether the element is probably in the set; “no” is certain. An empty filter matches everything. */
export function bloomFilterContains(filter: BloomFilter, element: Uint8Array): boolean {
  if (filter.bytes.length === 0) return true;
  return bitsOf(filter, element).every((bit) => (filter.bytes[bit >> 3]! & (1 << (bit & 7))) !== 0);
}

/** The message that hands the filter to a peer. */
export function filterLoadOf(filter: BloomFilter): FilterLoadMessage {
  const { bytes, hashFunctions, tweak, flags } = filter;
  return { type: 'filterload', filter: bytesToHex(bytes), hashFunctions, tweak, flags };
}

/** The filter that a peer handed over. */
export function bloomFilterOf(message: FilterLoadMessage): BloomFilter {
  const { filter, hashFunctions, tweak, flags } = message;
  return { bytes: hexToBytes(filter), hashFunctions, tweak, flags };
}

function bitsOf(filter: BloomFilter, element: Uint8Array): number[] {
  return Array.from({ length: filter.hashFunctions }, (_, i) => {
    const seed = (Math.imul(i, 0xfba4c795) + filter.tweak) >>> 0;
    return murmur3(element, seed) % (filter.bytes.length * 8);
  });
}

/** ln x for x > 0, by ln m = 2·artanh((m − 1)/(m + 1)) after halving or doubling x into 0.75 … 1.5.
 * `Math.log` may differ in the last digit between machines, and a filter must not. */
function naturalLogarithm(x: number): number {
  let mantissa = x;
  let exponent = 0;
  for (; mantissa > 1.5; exponent++) mantissa /= 2;
  for (; mantissa < 0.75; exponent--) mantissa *= 2;
  const t = (mantissa - 1) / (mantissa + 1);
  let sum = 0;
  for (let power = t, k = 1; k < 60; k += 2, power *= t * t) sum += power / k;
  return 2 * sum + exponent * ln2;
}
