import { isValidPrivateKey } from '../crypto/public-key.ts';
import { assert } from '../encoding/assert.ts';
import { encodeBase58check, splitBase58check } from '../encoding/base58check.ts';
import { concatBytes } from '../encoding/concat-bytes.ts';
import { DecodeError } from '../encoding/decode-error.ts';
import { equalBytes } from '../encoding/equal-bytes.ts';
import { bytesToHex } from '../encoding/hex.ts';
import { type AddressNetwork, knownNetworks } from './address-networks.ts';
import { type TextError, textError } from './text-error.ts';

/** What is wrong with a text that is no private key; also the i18n keys of the explanations. */
export type WifErrorReason =
  | 'wif-character'
  | 'wif-checksum'
  | 'wif-length'
  | 'wif-network'
  | 'wif-compression-flag'
  | 'wif-out-of-range';

/** A private key as a wallet import text carries it. */
export interface DecodedWif {
  readonly ok: true;
  /** 32 bytes, 1 … group order − 1 */
  readonly privateKey: Uint8Array;
  /** Whether the addresses that belong to it come from the 33-byte form of the public key. */
  readonly compressed: boolean;
  /** Name of the first network that has this prefix. */
  readonly network: string;
}

const compressionFlag = 1;

/** A private key as base58check: version, 32 bytes, and 01 when its public key is used in compressed form.
 * @see Bitcoin Core `EncodeSecret`, src/key_io.cpp */
export function encodeWif(privateKey: Uint8Array, compressed: boolean, params: AddressNetwork): string {
  assert(isValidPrivateKey(privateKey), 'a private key is 1 … n − 1 in 32 bytes');
  const version = Uint8Array.of(params.address.secretKey);
  const flag = compressed ? Uint8Array.of(compressionFlag) : new Uint8Array(0);
  return encodeBase58check(concatBytes(version, privateKey, flag));
}

/** The private key of a wallet import text, or what is wrong with it and where.
 * @param params the only network allowed; without it every known one is
 * @see Bitcoin Core `DecodeSecret`, src/key_io.cpp */
export function decodeWif(text: string, params?: AddressNetwork): DecodedWif | TextError<WifErrorReason> {
  let parts: ReturnType<typeof splitBase58check>;
  try {
    parts = splitBase58check(text);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    if (error.offset < text.length) return textError('wif-character', error.message, [error.offset]);
    return textError('wif-length', error.message);
  }
  const { payload, checksum, expected } = parts;
  if (!equalBytes(checksum, expected))
    return textError(
      'wif-checksum',
      `the checksum reads ${bytesToHex(checksum)}, the other bytes give ${bytesToHex(expected)}`,
    );
  if (payload.length !== 33 && payload.length !== 34)
    return textError('wif-length', `a version and a key are 33 or 34 bytes, not ${payload.length}`);
  const networks = params === undefined ? knownNetworks : [params];
  const network = networks.find(({ address }) => address.secretKey === payload[0]);
  if (network === undefined)
    return textError('wif-network', `version ${payload[0]} is no private key version here`, [0]);
  const compressed = payload.length === 34;
  if (compressed && payload[33] !== compressionFlag)
    return textError('wif-compression-flag', `a byte after the key must be 1, not ${payload[33]}`);
  const privateKey = payload.slice(1, 33);
  if (!isValidPrivateKey(privateKey))
    return textError('wif-out-of-range', 'a private key is a number from 1 to the group order less 1');
  return { ok: true, privateKey, compressed, network: network.name };
}
