import { sha256d } from '../crypto/sha256.ts';
import { concatBytes } from '../encoding/concat-bytes.ts';
import { equalBytes } from '../encoding/equal-bytes.ts';
import { hashToBytes, type MerkleRoot, zeroHash } from '../primitives/hashes.ts';
import type { Transaction } from '../primitives/transaction.ts';
import { wtxidOf } from '../primitives/transaction-id.ts';
import { merkleRootOf } from './merkle-root.ts';

/** OP_RETURN, a push of 36 bytes, and the four bytes that mark a witness commitment (BIP-0141). */
const commitmentPrefix = Uint8Array.of(0x6a, 0x24, 0xaa, 0x21, 0xa9, 0xed);

/** The Merkle root over the wtxids, in which the coinbase counts as zero: it cannot commit to itself.
 * @see BIP-0141; Bitcoin Core `BlockWitnessMerkleRoot`, src/consensus/merkle.cpp */
export function witnessMerkleRoot(transactions: readonly Transaction[]): MerkleRoot {
  return merkleRootOf(transactions.map((tx, i) => (i === 0 ? zeroHash : wtxidOf(tx)))).root;
}

/** The 32 bytes that commit a coinbase to all witnesses of its block: SHA-256d of root and nonce.
 * @param nonce the coinbase's only witness item, 32 bytes, usually zero
 * @see BIP-0141 */
export function witnessCommitment(root: MerkleRoot, nonce: Uint8Array): Uint8Array {
  if (last?.root !== root || !equalBytes(last.nonce, nonce)) {
    last = { root, nonce: nonce.slice(), commitment: sha256d(concatBytes(hashToBytes(root), nonce)) };
  }
  return last.commitment;
}

/** Blocks without payments all commit to the same. */
let last:
  | { readonly root: MerkleRoot; readonly nonce: Uint8Array; readonly commitment: Uint8Array }
  | undefined;

/** The script of the output that carries a commitment. */
export function witnessCommitmentScript(commitment: Uint8Array): Uint8Array {
  if (lastScript === undefined || !equalBytes(lastScript.commitment, commitment)) {
    lastScript = { commitment: commitment.slice(), script: concatBytes(commitmentPrefix, commitment) };
  }
  return lastScript.script;
}

let lastScript: { readonly commitment: Uint8Array; readonly script: Uint8Array } | undefined;

/** The 32 committed bytes in a coinbase, or undefined when it has no such output; the last of several counts.
 * @see Bitcoin Core `GetWitnessCommitmentIndex`, src/consensus/validation.h */
export function findWitnessCommitment(coinbase: Transaction): Uint8Array | undefined {
  const output = coinbase.outputs.findLast(
    ({ scriptPubKey }) =>
      scriptPubKey.length >= 38 && commitmentPrefix.every((byte, i) => scriptPubKey[i] === byte),
  );
  return output?.scriptPubKey.subarray(6, 38);
}
