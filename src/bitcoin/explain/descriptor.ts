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
const checksumCharacters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generator = [0xf5dee51989n, 0xa9fdca3312n, 0x1bab10e32dn, 0x3706b1677an, 0x644d626ffdn];

function descriptorChecksum(descriptor: string): string {
  let residue = 1n;
  let group = 0;
  let groupSize = 0;
  for (const character of descriptor) {
    const position = inputCharacters.indexOf(character);
    assert(position >= 0, `'${character}' may stand in a descriptor`);
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
  residue ^= 1n;
  return Array.from(
    { length: 8 },
    (_, i) => checksumCharacters[Number((residue >> BigInt(5 * (7 - i))) & 31n)],
  ).join('');
}

function step(residue: bigint, symbol: number): bigint {
  const top = residue >> 35n;
  let next = ((residue & 0x7ffffffffn) << 5n) ^ BigInt(symbol);
  for (const [bit, term] of generator.entries()) if ((top >> BigInt(bit)) & 1n) next ^= term;
  return next;
}
