/** Mixes two uint32 into one, well enough for ties and fingerprints (MurmurHash3's round and finaliser). Not cryptographic. */
export function mix(hash: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  let h = hash ^ Math.imul(k, 0x1b873593);
  h = (h << 13) | (h >>> 19);
  return (Math.imul(h, 5) + 0xe6546b64) | 0;
}

/** Spreads every input bit over all output bits. */
export function finish(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A 53-bit tie-break for events of the same microsecond and kind, keyed by content: who, from whom, the how-manieth. */
export function tieBreak(seedKey: number, node: number, source: number, counter: number): number {
  const low = finish(mix(mix(mix(seedKey, node), source), counter));
  const high = finish(mix(mix(mix(seedKey ^ 0x5bd1e995, counter), node), source));
  return (high >>> 11) * 4294967296 + low;
}
