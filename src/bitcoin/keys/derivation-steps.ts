import { ripemd160 } from '../crypto/hash160.ts';
import { isValidPrivateKey, publicKeyOf } from '../crypto/public-key.ts';
import { sha256, sha256d } from '../crypto/sha256.ts';
import { encodeBase58 } from '../encoding/base58.ts';
import { regroupBits } from '../encoding/bech32.ts';
import { concatBytes } from '../encoding/concat-bytes.ts';
import { encodeWitnessAddress } from './address.ts';
import type { AddressNetwork } from './address-networks.ts';
import { encodeWif } from './wif.ts';

/** A station on the way from a private key to an address; also the i18n key of its explanation. */
export type DerivationLabel =
  | 'private-key'
  | 'wif'
  | 'public-key-uncompressed'
  | 'public-key-compressed'
  | 'public-key'
  | 'sha256'
  | 'ripemd160'
  | 'version-payload'
  | 'checksum-hash'
  | 'checksum'
  | 'address-bytes'
  | 'base58-address'
  | 'witness-program'
  | 'witness-words'
  | 'bech32-address';

/** One step, with everything the screen shows of it. */
export interface DerivationStep {
  readonly label: DerivationLabel;
  /** The value; of a text its ASCII bytes are not repeated here, but what it encodes. */
  readonly bytes: Uint8Array;
  /** The text form, for steps whose result is one. */
  readonly text?: string;
  /** The step whose value this one is computed from; none for the private key. */
  readonly from?: DerivationLabel;
  /** True when the value was set by hand instead of computed. */
  readonly edited: boolean;
}

/** Why a derivation cannot be shown. */
export interface DerivationRefused {
  readonly ok: false;
  readonly reason: 'wif-out-of-range';
}

/** Every step from a private key to its addresses, each a value of the one before:
 * ```
 * private key ─► public key ─► SHA-256 ─► RIPEMD-160 ─► version ‖ hash ─► SHA-256d ─► checksum ─► 25 bytes ─► base58
 *                                              └─► witness program ─► groups of 5 bits ─► bech32
 * ```
 * A step can be edited; what follows is then computed from the edited value, which is how a broken checksum or a
 * foreign version is shown.
 * @param privateKey 32 bytes
 * @param options.compressed which form of the public key is hashed; bech32 takes the compressed one only
 * @param options.edits bytes that replace what a step would compute */
export function deriveAddressSteps(
  privateKey: Uint8Array,
  options: {
    readonly params: AddressNetwork;
    readonly compressed: boolean;
    readonly edits?: Readonly<Partial<Record<DerivationLabel, Uint8Array>>>;
  },
): { readonly ok: true; readonly steps: readonly DerivationStep[] } | DerivationRefused {
  const { params, compressed, edits = {} } = options;
  const key = edits['private-key'] ?? privateKey;
  if (!isValidPrivateKey(key)) return { ok: false, reason: 'wif-out-of-range' };
  const steps: DerivationStep[] = [];
  const add = (label: DerivationLabel, computed: Uint8Array, from?: DerivationLabel, text?: string) => {
    const bytes = edits[label] ?? computed;
    steps.push({
      label,
      bytes,
      ...(text === undefined ? {} : { text }),
      ...(from === undefined ? {} : { from }),
      edited: edits[label] !== undefined,
    });
    return bytes;
  };

  add('private-key', key);
  add('wif', key, 'private-key', encodeWif(key, compressed, params));
  const long = add('public-key-uncompressed', publicKeyOf(key, false), 'private-key');
  const short = add('public-key-compressed', publicKeyOf(key, true), 'public-key-uncompressed');
  const publicKey = add(
    'public-key',
    compressed ? short : long,
    compressed ? 'public-key-compressed' : 'public-key-uncompressed',
  );
  const digest = add('sha256', sha256(publicKey), 'public-key');
  const hash = add('ripemd160', ripemd160(digest), 'sha256');
  const payload = add(
    'version-payload',
    concatBytes(Uint8Array.of(params.address.pubKeyHash), hash),
    'ripemd160',
  );
  const checksumHash = add('checksum-hash', sha256d(payload), 'version-payload');
  const checksum = add('checksum', checksumHash.slice(0, 4), 'checksum-hash');
  const address = add('address-bytes', concatBytes(payload, checksum), 'checksum');
  add('base58-address', address, 'address-bytes', encodeBase58(address));
  if (!compressed) return { ok: true, steps };

  const program = add('witness-program', hash, 'ripemd160');
  const words = regroupBits(program, 8, 5)!;
  add('witness-words', Uint8Array.from([0, ...words]), 'witness-program');
  if (program.length >= 2 && program.length <= 40)
    add('bech32-address', program, 'witness-words', encodeWitnessAddress(0, program, params));
  return { ok: true, steps };
}
