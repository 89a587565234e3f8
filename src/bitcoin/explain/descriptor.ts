import { isValidXOnlyPublicKey } from '../crypto/public-key.ts';
import { assert } from '../encoding/assert.ts';
import { bytesToHex } from '../encoding/hex.ts';
import { encodeAddress } from '../keys/address.ts';
import type { AddressNetwork } from '../keys/address-networks.ts';
import { classifyScript } from '../script/standard-scripts.ts';

/** The output descriptor that Bitcoin Core infers for a script of which no keys are known, with its checksum:
 * `pk(…)`, `multi(…)`, `rawtr(…)`, `addr(…)` or `raw(…)`.
 * @see Bitcoin Core `InferDescriptor`, src/script/descriptor.cpp; BIP-0380 … BIP-0386 */
export function inferDescriptor(script: Uint8Array, params: AddressNetwork): string {
  return withChecksum(keyExpression(script) ?? outputExpression(script, params));
}

/** The descriptor of a P2WSH output whose witness script is known.
 * Only multisig is spelt out; Core also recognises miniscript, which is not inferred here.
 * @param script the scriptPubKey of the witness script's hash */
export function inferWitnessScriptDescriptor(
  script: Uint8Array,
  witnessScript: Uint8Array,
  params: AddressNetwork,
): string {
  const found = classifyScript(witnessScript);
  if (found.type !== 'multisig' || found.publicKeys.some((key) => key.length !== 33))
    return inferDescriptor(script, params);
  return withChecksum(`wsh(${multi(found.required, found.publicKeys)})`);
}

/** A descriptor followed by `#` and eight characters that catch typing errors.
 * @see BIP-0380, “Checksum” */
export function withChecksum(descriptor: string): string {
  return `${descriptor}#${descriptorChecksum(descriptor)}`;
}

function keyExpression(script: Uint8Array): string | undefined {
  const found = classifyScript(script);
  if (found.type === 'pubkey' && !isHybrid(found.publicKey)) return `pk(${bytesToHex(found.publicKey)})`;
  if (found.type === 'multisig' && !found.publicKeys.some(isHybrid))
    return multi(found.required, found.publicKeys);
  if (found.type === 'witness_v1_taproot' && isValidXOnlyPublicKey(found.key))
    return `rawtr(${bytesToHex(found.key)})`;
  return undefined;
}

function outputExpression(script: Uint8Array, params: AddressNetwork): string {
  const address = encodeAddress(script, params);
  return address === undefined ? `raw(${bytesToHex(script)})` : `addr(${address})`;
}

function multi(required: number, publicKeys: readonly Uint8Array[]): string {
  return `multi(${[required, ...publicKeys.map(bytesToHex)].join(',')})`;
}

/** OpenSSL's 06 and 07 forms, which descriptors cannot name. */
function isHybrid(publicKey: Uint8Array): boolean {
  return publicKey[0] === 6 || publicKey[0] === 7;
}

const inputCharacters =
  "0123456789()[],'/*abcdefgh@:$%{}" +
  'IJKLMNOPQRSTUVWXYZ&+-.;<=>?!^_|~' +
  'ijklmnopqrstuvwxyzABCDEFGH`#"\\ ';
const positions: ReadonlyMap<string, number> = new Map(
  Array.from(inputCharacters, (character, i) => [character, i]),
);
const checksumCharacters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

/** A remainder of 40 bits, as its upper and lower half: numbers are many times faster than bigints, and `raw(…)` can be
 * as long as a block. */
interface Residue {
  readonly high: number;
  readonly low: number;
}

const halfMask = 0xfffff;
const generator: readonly Residue[] = [
  0xf5dee51989, 0xa9fdca3312, 0x1bab10e32d, 0x3706b1677a, 0x644d626ffd,
].map((term) => ({ high: Math.floor(term / 2 ** 20), low: term % 2 ** 20 }));

function descriptorChecksum(descriptor: string): string {
  let residue: Residue = { high: 0, low: 1 };
  let group = 0;
  let groupSize = 0;
  for (const character of descriptor) {
    const position = positions.get(character);
    assert(position !== undefined, `'${character}' may stand in a descriptor`);
    residue = step(residue, position & 31);
    // Case and kind of three characters make one more symbol, so that changing the case of many is caught too.
    group = group * 3 + (position >> 5);
    if (++groupSize === 3) {
      residue = step(residue, group);
      group = 0;
      groupSize = 0;
    }
  }
  if (groupSize > 0) residue = step(residue, group);
  for (let i = 0; i < 8; i++) residue = step(residue, 0);
  const { high, low } = { high: residue.high, low: residue.low ^ 1 };
  return [high, low]
    .flatMap((half) => [15, 10, 5, 0].map((shift) => checksumCharacters[(half >> shift) & 31]!))
    .join('');
}

/** Multiplies by x, adds the symbol, and reduces. */
function step({ high, low }: Residue, symbol: number): Residue {
  const top = high >> 15;
  let nextHigh = ((high << 5) & halfMask) | (low >> 15);
  let nextLow = ((low << 5) & halfMask) ^ symbol;
  for (let bit = 0; bit < generator.length; bit++) {
    if (((top >> bit) & 1) === 0) continue;
    nextHigh ^= generator[bit]!.high;
    nextLow ^= generator[bit]!.low;
  }
  return { high: nextHigh, low: nextLow };
}
