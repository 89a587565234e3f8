import { bytesToNumber, CURVE_ORDER, numberToBytes } from './curve.ts';
import { doubleMultiply, toAffine } from './double-multiply.ts';
import { liftX, publicKeyOf } from './public-key.ts';
import { taggedHash } from './tagged-hash.ts';

/** A tweaked key: what a taproot output shows, and the parity a control block must repeat. */
export interface TaprootOutputKey {
  /** 32 bytes, x only */
  readonly key: Uint8Array;
  /** 1 when y is odd */
  readonly parity: 0 | 1;
}

const noRoot = new Uint8Array(0);

/** The output key that commits to an internal key and to a tree of scripts: Q = P + H(P ‖ root)·G.
 * @param internalKey 32 bytes, x only
 * @param merkleRoot 32 bytes, or nothing for an output without scripts
 * @returns undefined when the internal key is no point
 * @see BIP-0341 `taproot_tweak_pubkey` */
export function tweakPublicKey(
  internalKey: Uint8Array,
  merkleRoot: Uint8Array = noRoot,
): TaprootOutputKey | undefined {
  const internal = liftX(internalKey);
  const tweak = tapTweak(internalKey, merkleRoot);
  if (internal === undefined || tweak >= CURVE_ORDER) return undefined;
  const output = toAffine(doubleMultiply(tweak, 1n, internal));
  if (output === undefined) return undefined;
  return { key: numberToBytes(output.x), parity: (output.y & 1n) === 0n ? 0 : 1 };
}

/** The private key of a taproot output.
 * @param privateKey the internal private key, 32 bytes
 * @see BIP-0341 `taproot_tweak_seckey` */
export function tweakPrivateKey(privateKey: Uint8Array, merkleRoot: Uint8Array = noRoot): Uint8Array {
  const publicKey = publicKeyOf(privateKey);
  const secret = bytesToNumber(privateKey);
  const even = publicKey[0] === 2 ? secret : CURVE_ORDER - secret;
  const tweak = tapTweak(publicKey.slice(1), merkleRoot);
  if (tweak >= CURVE_ORDER) throw new RangeError('the tweak is not below the group order');
  return numberToBytes((even + tweak) % CURVE_ORDER);
}

/** Whether an output key commits to an internal key and a root with the given parity.
 * @see BIP-0341, "Script validation rules"; Bitcoin Core `XOnlyPubKey::CheckTapTweak` */
export function checkTaprootTweak(
  outputKey: Uint8Array,
  internalKey: Uint8Array,
  merkleRoot: Uint8Array,
  parity: number,
): boolean {
  const expected = tweakPublicKey(internalKey, merkleRoot);
  if (expected === undefined || expected.parity !== parity) return false;
  return expected.key.every((byte, i) => byte === outputKey[i]);
}

function tapTweak(internalKey: Uint8Array, merkleRoot: Uint8Array): bigint {
  return bytesToNumber(taggedHash('TapTweak', internalKey, merkleRoot));
}
