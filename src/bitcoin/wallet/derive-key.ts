import { isValidPrivateKey } from '../crypto/public-key.ts';
import { taggedHash } from '../crypto/tagged-hash.ts';

/** The private key number `index` of whoever owns `seedLabel`: 32 bytes, the same on every machine.
 *
 *     key = taggedHash("Chainroom/Key", seedLabel ‖ index (4 bytes LE) ‖ attempt (1 byte))
 *
 * with the first attempt 0, 1, … that gives a number below the group order (practically always 0).
 * Anyone who knows the label knows the keys: good for a lecture hall, worthless for real coins.
 * @param index uint32 */
export function deriveKey(seedLabel: Uint8Array, index: number): Uint8Array {
  const suffix = Uint8Array.of(index, index >>> 8, index >>> 16, index >>> 24, 0);
  for (;;) {
    const key = taggedHash('Chainroom/Key', seedLabel, suffix);
    if (isValidPrivateKey(key)) return key;
    suffix[4]!++;
  }
}
