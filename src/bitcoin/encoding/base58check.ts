import { sha256d } from '../crypto/sha256.ts';
import { decodeBase58, encodeBase58 } from './base58.ts';
import { concatBytes } from './concat-bytes.ts';
import { DecodeError } from './decode-error.ts';
import { equalBytes } from './equal-bytes.ts';
import { bytesToHex } from './hex.ts';

const checksumBytes = 4;

/** Base58 of `payload ‖ checksum`: a typing error passes unnoticed once in 4,294,967,296 times.
 * @see Bitcoin Core `EncodeBase58Check`, src/base58.cpp */
export function encodeBase58check(payload: Uint8Array): string {
  return encodeBase58(concatBytes(payload, base58Checksum(payload)));
}

/** The payload of a base58check text.
 * @throws {DecodeError} on a foreign character, fewer than four bytes, or a checksum that does not match */
export function decodeBase58check(text: string): Uint8Array {
  const { payload, checksum, expected } = splitBase58check(text);
  if (!equalBytes(checksum, expected)) {
    const both = `${bytesToHex(checksum)}, expected ${bytesToHex(expected)}`;
    throw new DecodeError(`checksum is ${both}`, text.length);
  }
  return payload;
}

/** The parts of a base58check text, whether or not its checksum is right: for showing what does not match.
 * @throws {DecodeError} on a foreign character or fewer than four bytes */
export function splitBase58check(text: string): {
  readonly payload: Uint8Array;
  readonly checksum: Uint8Array;
  readonly expected: Uint8Array;
} {
  const bytes = decodeBase58(text);
  if (bytes.length < checksumBytes)
    throw new DecodeError('too short to hold a checksum of four bytes', text.length);
  const payload = bytes.slice(0, -checksumBytes);
  return { payload, checksum: bytes.slice(-checksumBytes), expected: base58Checksum(payload) };
}

/** First four bytes of the payload's SHA-256d. */
export function base58Checksum(payload: Uint8Array): Uint8Array {
  return sha256d(payload).slice(0, checksumBytes);
}
