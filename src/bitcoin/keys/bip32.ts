import { hmac } from '@noble/hashes/hmac.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { bytesToNumber, CURVE_ORDER, numberToBytes, Point } from '../crypto/curve.ts';
import { hash160 } from '../crypto/hash160.ts';
import { isValidPrivateKey, isValidPublicKey, parsePublicKey, publicKeyOf } from '../crypto/public-key.ts';
import { assert } from '../encoding/assert.ts';
import { encodeBase58check, splitBase58check } from '../encoding/base58check.ts';
import { concatBytes } from '../encoding/concat-bytes.ts';
import { DecodeError } from '../encoding/decode-error.ts';
import { equalBytes } from '../encoding/equal-bytes.ts';
import { textToBytes } from '../encoding/latin1.ts';
import { type AddressNetwork, knownNetworks } from './address-networks.ts';
import { type TextError, textError } from './text-error.ts';

/** A key from which a whole tree of keys follows: one backup for all of a wallet's addresses.
 * @see BIP-0032 */
export interface ExtendedKey {
  /** Private: 32 bytes that sign. Public: 33 bytes that only receive. */
  readonly kind: 'private' | 'public';
  readonly key: Uint8Array;
  /** 32 bytes that children depend on besides the key */
  readonly chainCode: Uint8Array;
  /** 0 for the master key, at most 255 */
  readonly depth: number;
  /** First four bytes of HASH160 of the parent's public key, as uint32; 0 for the master key. */
  readonly parentFingerprint: number;
  /** uint32; from `hardenedOffset` on the child cannot be derived from the public parent */
  readonly childNumber: number;
}

/** What is wrong with a text that is no extended key; also the i18n keys of the explanations. */
export type ExtendedKeyErrorReason =
  | 'bip32-character'
  | 'bip32-checksum'
  | 'bip32-length'
  | 'bip32-version'
  | 'bip32-key'
  | 'bip32-master';

/** An extended key read from text, with the network its version names. */
export interface ParsedExtendedKey {
  readonly ok: true;
  readonly key: ExtendedKey;
  readonly network: string;
}

/** First number of a hardened child, written `0'` in paths. */
export const hardenedOffset = 0x80000000;

const serializedBytes = 78;

/** The root of a tree.
 * @param seed 16 to 64 bytes
 * @throws {RangeError} in the one case of 2¹²⁷ in which a seed gives no valid key
 * @see BIP-0032, “Master key generation” */
export function masterKeyOf(seed: Uint8Array): ExtendedKey {
  assert(seed.length >= 16 && seed.length <= 64, 'a seed has 16 to 64 bytes');
  const digest = hmac(sha512, textToBytes('Bitcoin seed'), seed);
  const key = digest.slice(0, 32);
  if (!isValidPrivateKey(key)) throw new RangeError('this seed gives no valid key');
  const chainCode = digest.slice(32);
  return { kind: 'private', key, chainCode, depth: 0, parentFingerprint: 0, childNumber: 0 };
}

/** One child of a key: private from private, public from public.
 * @param childNumber uint32; hardened ones need the private parent
 * @throws {RangeError} for a hardened child of a public key, below depth 255, or in the one case of 2¹²⁷ without a key
 * @see BIP-0032, “Child key derivation functions” */
export function deriveChild(parent: ExtendedKey, childNumber: number): ExtendedKey {
  assert(
    Number.isInteger(childNumber) && childNumber >= 0 && childNumber <= 0xffffffff,
    'a child number is a uint32',
  );
  const hardened = childNumber >= hardenedOffset;
  if (hardened && parent.kind === 'public') throw new RangeError('a hardened child needs the private parent');
  if (parent.depth === 255) throw new RangeError('a tree has at most 255 levels');
  const publicKey = publicKeyOfExtended(parent);
  const data = hardened ? concatBytes(Uint8Array.of(0), parent.key) : publicKey;
  const digest = hmac(sha512, parent.chainCode, concatBytes(data, bigEndian32(childNumber)));
  const tweak = bytesToNumber(digest.slice(0, 32));
  if (tweak >= CURVE_ORDER) throw new RangeError('this child number gives no valid key');
  return {
    kind: parent.kind,
    key: parent.kind === 'private' ? tweakPrivate(parent.key, tweak) : tweakPublic(parent.key, tweak),
    chainCode: digest.slice(32),
    depth: parent.depth + 1,
    parentFingerprint: readBigEndian32(hash160(publicKey), 0),
    childNumber,
  };
}

/** The key at a path below `key`, such as `m/84'/0'/0'/0/5`; `h` means hardened as `'` does.
 * @throws {DecodeError} with the position in the path, where it is malformed
 * @throws {RangeError} as `deriveChild` */
export function derivePath(key: ExtendedKey, path: string): ExtendedKey {
  const [root, ...steps] = path.split('/');
  if (root !== 'm') throw new DecodeError("a path begins with 'm'", 0);
  let offset = 1;
  let current = key;
  for (const part of steps) {
    const match = /^(\d{1,10})(['hH]?)$/.exec(part);
    const number = Number(match?.[1]);
    if (match === null || number >= hardenedOffset)
      throw new DecodeError(`'${part}' is no child number`, offset + 1);
    current = deriveChild(current, match[2] === '' ? number : number + hardenedOffset);
    offset += part.length + 1;
  }
  return current;
}

/** The public half: it derives the same addresses and cannot sign.
 * @see BIP-0032, the function N */
export function neuter(key: ExtendedKey): ExtendedKey {
  return { ...key, kind: 'public', key: publicKeyOfExtended(key) };
}

/** The compressed public key of an extended key of either kind, 33 bytes. */
export function publicKeyOfExtended({ kind, key }: ExtendedKey): Uint8Array {
  return kind === 'private' ? publicKeyOf(key) : key;
}

/** The text form, `xprv…` or `xpub…` on mainnet:
 * ```
 * 0         4       5                    9              13           45        78
 * version | depth | parent fingerprint | child number | chain code | 00 ‖ key or public key
 * ```
 * @see BIP-0032, “Serialization format” */
export function encodeExtendedKey(key: ExtendedKey, params: AddressNetwork): string {
  const version = key.kind === 'private' ? params.address.bip32Private : params.address.bip32Public;
  return encodeBase58check(
    concatBytes(
      bigEndian32(version),
      Uint8Array.of(key.depth),
      bigEndian32(key.parentFingerprint),
      bigEndian32(key.childNumber),
      key.chainCode,
      key.kind === 'private' ? Uint8Array.of(0) : new Uint8Array(0),
      key.key,
    ),
  );
}

/** The extended key of a text, or what is wrong with it and where.
 * @param params the only network allowed; without it every known one is
 * @see BIP-0032, “Test vector 5” for what must be refused */
export function decodeExtendedKey(
  text: string,
  params?: AddressNetwork,
): ParsedExtendedKey | TextError<ExtendedKeyErrorReason> {
  let parts: ReturnType<typeof splitBase58check>;
  try {
    parts = splitBase58check(text);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    if (error.offset < text.length) return textError('bip32-character', error.message, [error.offset]);
    return textError('bip32-length', error.message);
  }
  const { payload, checksum, expected } = parts;
  if (!equalBytes(checksum, expected)) return textError('bip32-checksum', 'the checksum does not match');
  if (payload.length !== serializedBytes)
    return textError('bip32-length', `an extended key has ${serializedBytes} bytes, not ${payload.length}`);
  const version = readBigEndian32(payload, 0);
  const networks = params === undefined ? knownNetworks : [params];
  const network = networks.find(
    ({ address }) => address.bip32Private === version || address.bip32Public === version,
  );
  if (network === undefined)
    return textError('bip32-version', `version ${version.toString(16).padStart(8, '0')} is unknown`, [0]);
  const kind = version === network.address.bip32Private ? 'private' : 'public';
  const depth = payload[4]!;
  const parentFingerprint = readBigEndian32(payload, 5);
  const childNumber = readBigEndian32(payload, 9);
  if (depth === 0 && (parentFingerprint !== 0 || childNumber !== 0))
    return textError('bip32-master', 'a master key has neither parent nor number');
  const key = kind === 'private' ? payload.slice(46) : payload.slice(45);
  if (kind === 'private' && payload[45] !== 0)
    return textError('bip32-key', `a private key follows a zero byte, not ${payload[45]}`);
  if (kind === 'private' ? !isValidPrivateKey(key) : !isCompressedPublicKey(key))
    return textError('bip32-key', `this is no ${kind} key of the curve`);
  const chainCode = payload.slice(13, 45);
  return {
    ok: true,
    key: { kind, key, chainCode, depth, parentFingerprint, childNumber },
    network: network.name,
  };
}

function isCompressedPublicKey(key: Uint8Array): boolean {
  return (key[0] === 2 || key[0] === 3) && isValidPublicKey(key);
}

function tweakPrivate(key: Uint8Array, tweak: bigint): Uint8Array {
  const child = (bytesToNumber(key) + tweak) % CURVE_ORDER;
  if (child === 0n) throw new RangeError('this child number gives no valid key');
  return numberToBytes(child);
}

function tweakPublic(key: Uint8Array, tweak: bigint): Uint8Array {
  const parent = parsePublicKey(key);
  assert(parent !== undefined, 'an extended public key is a point of the curve');
  const point = Point.fromAffine(parent);
  const child = tweak === 0n ? point : point.add(Point.BASE.multiply(tweak));
  if (child.is0()) throw new RangeError('this child number gives no valid key');
  return child.toBytes(true);
}

function bigEndian32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

function readBigEndian32(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}
