import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { sha256 } from './sha256.ts';

/** SHA-256 that has already absorbed the two tag hashes, one for each tag in use. */
const midstates = new Map<string, ReturnType<typeof nobleSha256.create>>();

/** SHA-256(SHA-256(tag) ‖ SHA-256(tag) ‖ parts…): a hash for one purpose only.
 * @param tag ASCII, for example `TapLeaf`
 * @see BIP-0340, "Design" */
export function taggedHash(tag: string, ...parts: readonly Uint8Array[]): Uint8Array {
  let midstate = midstates.get(tag);
  if (midstate === undefined) {
    const prefix = tagPrefix(tag);
    midstate = nobleSha256.create().update(prefix);
    midstates.set(tag, midstate);
  }
  const hash = midstate.clone();
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** The 64 bytes a tagged hash starts with: SHA-256(tag) twice. */
export function tagPrefix(tag: string): Uint8Array {
  const tagHash = sha256(Uint8Array.from(tag, (character) => character.charCodeAt(0)));
  const prefix = new Uint8Array(64);
  prefix.set(tagHash);
  prefix.set(tagHash, 32);
  return prefix;
}
