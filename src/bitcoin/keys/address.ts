import { base58Alphabet } from '../encoding/base58.ts';
import { encodeBase58check, splitBase58check } from '../encoding/base58check.ts';
import { decodeBech32, encodeBech32, regroupBits } from '../encoding/bech32.ts';
import { concatBytes } from '../encoding/concat-bytes.ts';
import { DecodeError } from '../encoding/decode-error.ts';
import { equalBytes } from '../encoding/equal-bytes.ts';
import { bytesToHex } from '../encoding/hex.ts';
import {
  classifyScript,
  p2pkhScript,
  p2shScript,
  type ScriptType,
  witnessProgramScript,
} from '../script/standard-scripts.ts';
import { type AddressNetwork, knownNetworks } from './address-networks.ts';
import { type TextError, textError } from './text-error.ts';

/** What is wrong with a text that is no address; also the i18n keys of the explanations. */
export type AddressErrorReason =
  | 'address-empty'
  | 'address-character'
  | 'address-mixed-case'
  | 'address-length'
  | 'address-separator'
  | 'address-checksum'
  | 'address-checksum-kind'
  | 'address-network'
  | 'address-witness-version'
  | 'address-program-length'
  | 'address-padding';

/** An address and what it pays to. */
export interface DecodedAddress {
  readonly ok: true;
  /** The scriptPubKey that a payment to this address carries. */
  readonly script: Uint8Array;
  readonly type: ScriptType;
  /** Name of the first network that has this prefix; test networks share the base58 ones. */
  readonly network: string;
}

/** The address of a scriptPubKey, or undefined when its kind has none (a bare key, bare multisig, data).
 * @see Bitcoin Core `EncodeDestination`, src/key_io.cpp */
export function encodeAddress(script: Uint8Array, params: AddressNetwork): string | undefined {
  const found = classifyScript(script);
  switch (found.type) {
    case 'pubkeyhash':
      return encodeBase58check(concatBytes(Uint8Array.of(params.address.pubKeyHash), found.hash));
    case 'scripthash':
      return encodeBase58check(concatBytes(Uint8Array.of(params.address.scriptHash), found.hash));
    case 'witness_v0_keyhash':
    case 'witness_v0_scripthash':
      return encodeWitnessAddress(0, found.hash, params);
    case 'witness_v1_taproot':
      return encodeWitnessAddress(1, found.key, params);
    case 'anchor':
      return encodeWitnessAddress(1, script.subarray(2), params);
    case 'witness_unknown':
      return encodeWitnessAddress(found.version, found.program, params);
    case 'pubkey':
    case 'multisig':
    case 'nulldata':
    case 'nonstandard':
      return undefined;
  }
}

/** The bech32 (version 0) or bech32m (later) address of a witness program.
 * @see BIP-0173; BIP-0350 */
export function encodeWitnessAddress(version: number, program: Uint8Array, params: AddressNetwork): string {
  const words = [version, ...regroupBits(program, 8, 5)!];
  return encodeBech32({
    prefix: params.address.bech32,
    words,
    variant: version === 0 ? 'bech32' : 'bech32m',
  });
}

/** What an address pays to, or what is wrong with it and where.
 * @param params the only network allowed; without it every known one is
 * @see Bitcoin Core `DecodeDestination`, src/key_io.cpp */
export function decodeAddress(
  text: string,
  params?: AddressNetwork,
): DecodedAddress | TextError<AddressErrorReason> {
  if (text === '') return textError('address-empty', 'an address has at least 14 characters');
  const networks = params === undefined ? knownNetworks : [params];
  return looksLikeBech32(text) ? decodeWitnessAddress(text, networks) : decodeBase58Address(text, networks);
}

/** A prefix of a known network decides, as in Core; else a text that could be no base58 at all. */
function looksLikeBech32(text: string): boolean {
  const prefix = text.slice(0, Math.max(0, text.lastIndexOf('1'))).toLowerCase();
  if (knownNetworks.some(({ address }) => text.toLowerCase().startsWith(`${address.bech32}1`))) return true;
  return prefix !== '' && /^[a-z]{2,}1[02-9ac-hj-np-z]{6,}$/i.test(text) && !isBase58Text(text);
}

function isBase58Text(text: string): boolean {
  return Array.from(text).every((character) => base58Alphabet.includes(character));
}

function decodeBase58Address(
  text: string,
  networks: readonly AddressNetwork[],
): DecodedAddress | TextError<AddressErrorReason> {
  let parts: ReturnType<typeof splitBase58check>;
  try {
    parts = splitBase58check(text);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const reason = error.offset < text.length ? 'address-character' : 'address-length';
    return textError(reason, error.message, error.offset < text.length ? [error.offset] : []);
  }
  const { payload, checksum, expected } = parts;
  if (!equalBytes(checksum, expected))
    return textError(
      'address-checksum',
      `the checksum reads ${bytesToHex(checksum)}, the other bytes give ${bytesToHex(expected)}`,
    );
  if (payload.length !== 21)
    return textError('address-length', `a version and a hash are 21 bytes, not ${payload.length}`);
  const version = payload[0]!;
  const hash = payload.slice(1);
  for (const { name, address } of networks) {
    if (version === address.pubKeyHash)
      return { ok: true, script: p2pkhScript(hash), type: 'pubkeyhash', network: name };
    if (version === address.scriptHash)
      return { ok: true, script: p2shScript(hash), type: 'scripthash', network: name };
  }
  return textError(
    'address-network',
    `version ${version} is no address version of ${namesOf(networks)}`,
    [0],
  );
}

function decodeWitnessAddress(
  text: string,
  networks: readonly AddressNetwork[],
): DecodedAddress | TextError<AddressErrorReason> {
  const parts = decodeBech32(text);
  if (!parts.ok) return textError(`address-${parts.problem}`, parts.detail, parts.positions);
  const { prefix, words, variant } = parts;
  const network = networks.find(({ address }) => address.bech32 === prefix);
  if (network === undefined) {
    const place = Array.from(prefix, (_, i) => i);
    return textError('address-network', `prefix '${prefix}' is none of ${namesOf(networks)}`, place);
  }
  const first = prefix.length + 1;
  const version = words[0];
  if (version === undefined) return textError('address-length', 'the data part is empty', []);
  const wanted = version === 0 ? 'bech32' : 'bech32m';
  if (variant !== wanted)
    return textError(
      'address-checksum-kind',
      `witness version ${version} uses ${wanted}, this is ${variant}`,
    );
  if (version > 16)
    return textError('address-witness-version', `witness versions are 0 to 16, not ${version}`, [first]);
  const program = regroupBits(words.slice(1), 5, 8);
  if (program === undefined) {
    const last = first + words.length - 1;
    return textError('address-padding', 'bits left over after the last byte must be zero and fewer than 5', [
      last,
    ]);
  }
  const bytes = Uint8Array.from(program);
  if (bytes.length < 2 || bytes.length > 40)
    return textError('address-program-length', `a witness program has 2 to 40 bytes, not ${bytes.length}`);
  if (version === 0 && bytes.length !== 20 && bytes.length !== 32)
    return textError(
      'address-program-length',
      `version 0 has programs of 20 or 32 bytes, not ${bytes.length}`,
    );
  const script = witnessProgramScript(version, bytes);
  return { ok: true, script, type: classifyScript(script).type, network: network.name };
}

function namesOf(networks: readonly AddressNetwork[]): string {
  return networks.map(({ name }) => name).join(', ');
}
