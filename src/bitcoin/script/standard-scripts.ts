import { hasPublicKeySize } from '../crypto/public-key.ts';
import { assert } from '../encoding/assert.ts';
import { concatBytes } from '../encoding/concat-bytes.ts';
import { OP } from './opcodes.ts';
import { isMinimalPush, isPushOnly, readOperation, type ScriptOperation } from './parse-script.ts';
import { pushData, pushNumber } from './push-data.ts';
import { decodeScriptNumber } from './script-number.ts';

/** Most keys a multisig script may name.
 * @see Bitcoin Core `MAX_PUBKEYS_PER_MULTISIG` */
const MAX_PUBKEYS_PER_MULTISIG = 20;

/** Pays to a public key hash: `DUP HASH160 <hash> EQUALVERIFY CHECKSIG`.
 * @param publicKeyHash 20 bytes, HASH160 of the key */
export function p2pkhScript(publicKeyHash: Uint8Array): Uint8Array {
  assert(publicKeyHash.length === 20, 'a public key hash has 20 bytes');
  return concatBytes(
    Uint8Array.of(OP.DUP, OP.HASH160),
    pushData(publicKeyHash),
    Uint8Array.of(OP.EQUALVERIFY, OP.CHECKSIG),
  );
}

/** Pays to a public key in full: `<key> CHECKSIG`. */
export function p2pkScript(publicKey: Uint8Array): Uint8Array {
  return concatBytes(pushData(publicKey), Uint8Array.of(OP.CHECKSIG));
}

/** Pays to whoever knows a script with this hash and satisfies it: `HASH160 <hash> EQUAL`.
 * @param scriptHash 20 bytes, HASH160 of the redeem script
 * @see BIP-0016 */
export function p2shScript(scriptHash: Uint8Array): Uint8Array {
  assert(scriptHash.length === 20, 'a script hash has 20 bytes');
  return concatBytes(Uint8Array.of(OP.HASH160), pushData(scriptHash), Uint8Array.of(OP.EQUAL));
}

/** Pays to a public key hash, with the signature in the witness: `0 <hash>`.
 * @param publicKeyHash 20 bytes, HASH160 of the compressed key
 * @see BIP-0141 */
export function p2wpkhScript(publicKeyHash: Uint8Array): Uint8Array {
  assert(publicKeyHash.length === 20, 'a public key hash has 20 bytes');
  return witnessProgramScript(0, publicKeyHash);
}

/** Pays to a script in the witness: `0 <hash>`.
 * @param scriptHash 32 bytes, SHA-256 of the witness script
 * @see BIP-0141 */
export function p2wshScript(scriptHash: Uint8Array): Uint8Array {
  assert(scriptHash.length === 32, 'a witness script hash has 32 bytes');
  return witnessProgramScript(0, scriptHash);
}

/** Pays to a taproot output key: `1 <key>`.
 * @param outputKey 32 bytes, already tweaked
 * @see BIP-0341 */
export function p2trScript(outputKey: Uint8Array): Uint8Array {
  assert(outputKey.length === 32, 'a taproot output key has 32 bytes');
  return witnessProgramScript(1, outputKey);
}

/** A witness program of any version: a small number, then 2 to 40 bytes.
 * @see BIP-0141 */
export function witnessProgramScript(version: number, program: Uint8Array): Uint8Array {
  assert(version >= 0 && version <= 16, 'a witness version is 0 … 16');
  assert(program.length >= 2 && program.length <= 40, 'a witness program has 2 … 40 bytes');
  return concatBytes(pushNumber(version), pushData(program));
}

/** Asks for `required` signatures by some of `publicKeys`, in their order: `m <key>… n CHECKMULTISIG`. */
export function multisigScript(required: number, publicKeys: readonly Uint8Array[]): Uint8Array {
  return concatBytes(
    pushNumber(required),
    ...publicKeys.map(pushData),
    pushNumber(publicKeys.length),
    Uint8Array.of(OP.CHECKMULTISIG),
  );
}

/** Carries data that nobody can spend: `RETURN <data>…`. */
export function nullDataScript(...data: readonly Uint8Array[]): Uint8Array {
  return concatBytes(Uint8Array.of(OP.RETURN), ...data.map(pushData));
}

/** A witness version with its program. */
export interface WitnessProgram {
  /** 0 … 16 */
  readonly version: number;
  /** 2 … 40 bytes */
  readonly program: Uint8Array;
}

/** The witness program that a script is, or undefined.
 * @see BIP-0141; Bitcoin Core `CScript::IsWitnessProgram` */
export function witnessProgramOf(script: Uint8Array): WitnessProgram | undefined {
  if (script.length < 4 || script.length > 42) return undefined;
  const first = script[0]!;
  if (first !== OP['0'] && (first < OP['1'] || first > OP['16'])) return undefined;
  if (script[1]! + 2 !== script.length) return undefined;
  return { version: first === 0 ? 0 : first - OP.RESERVED, program: script.subarray(2) };
}

/** Whether a script is exactly `HASH160 <20 bytes> EQUAL`.
 * @see BIP-0016; Bitcoin Core `CScript::IsPayToScriptHash` */
export function isPayToScriptHash(script: Uint8Array): boolean {
  return script.length === 23 && script[0] === OP.HASH160 && script[1] === 20 && script[22] === OP.EQUAL;
}

/** Whether a witness program is the keyless anchor `1 <4e73>`.
 * @see Bitcoin Core `CScript::IsPayToAnchor` */
export function isPayToAnchor(witness: WitnessProgram): boolean {
  const { version, program } = witness;
  return version === 1 && program.length === 2 && program[0] === 0x4e && program[1] === 0x73;
}

/** What kind of script this is, by the names Bitcoin Core's RPC uses, with the data it names. */
export type ScriptClass =
  | { readonly type: 'pubkey'; readonly publicKey: Uint8Array }
  | { readonly type: 'pubkeyhash'; readonly hash: Uint8Array }
  | { readonly type: 'scripthash'; readonly hash: Uint8Array }
  | { readonly type: 'multisig'; readonly required: number; readonly publicKeys: readonly Uint8Array[] }
  | { readonly type: 'nulldata' }
  | { readonly type: 'witness_v0_keyhash'; readonly hash: Uint8Array }
  | { readonly type: 'witness_v0_scripthash'; readonly hash: Uint8Array }
  | { readonly type: 'witness_v1_taproot'; readonly key: Uint8Array }
  | { readonly type: 'anchor' }
  | { readonly type: 'witness_unknown'; readonly version: number; readonly program: Uint8Array }
  | { readonly type: 'nonstandard' };

/** The name of a kind of script. */
export type ScriptType = ScriptClass['type'];

const nonstandard: ScriptClass = { type: 'nonstandard' };

/** Recognises the standard forms of scriptPubKey.
 * @see Bitcoin Core `Solver`, src/script/solver.cpp */
export function classifyScript(script: Uint8Array): ScriptClass {
  if (isPayToScriptHash(script)) return { type: 'scripthash', hash: script.slice(2, 22) };
  const witness = witnessProgramOf(script);
  if (witness !== undefined) return classifyWitnessProgram(witness);
  if (script[0] === OP.RETURN && isPushOnly(script, 1)) return { type: 'nulldata' };
  const publicKey = matchPayToPublicKey(script);
  if (publicKey !== undefined) return { type: 'pubkey', publicKey };
  if (isPayToPublicKeyHash(script)) return { type: 'pubkeyhash', hash: script.slice(3, 23) };
  return matchMultisig(script) ?? nonstandard;
}

function classifyWitnessProgram(witness: WitnessProgram): ScriptClass {
  const { version } = witness;
  const program = witness.program.slice();
  if (version === 0) {
    if (program.length === 20) return { type: 'witness_v0_keyhash', hash: program };
    return program.length === 32 ? { type: 'witness_v0_scripthash', hash: program } : nonstandard;
  }
  if (version === 1 && program.length === 32) return { type: 'witness_v1_taproot', key: program };
  return isPayToAnchor(witness) ? { type: 'anchor' } : { type: 'witness_unknown', version, program };
}

function matchPayToPublicKey(script: Uint8Array): Uint8Array | undefined {
  const length = script[0];
  if (length !== 33 && length !== 65) return undefined;
  if (script.length !== length + 2 || script[length + 1] !== OP.CHECKSIG) return undefined;
  const publicKey = script.slice(1, length + 1);
  return hasPublicKeySize(publicKey) ? publicKey : undefined;
}

function isPayToPublicKeyHash(script: Uint8Array): boolean {
  return (
    script.length === 25 &&
    script[0] === OP.DUP &&
    script[1] === OP.HASH160 &&
    script[2] === 20 &&
    script[23] === OP.EQUALVERIFY &&
    script[24] === OP.CHECKSIG
  );
}

function matchMultisig(script: Uint8Array): ScriptClass | undefined {
  if (script.length < 3 || script[script.length - 1] !== OP.CHECKMULTISIG) return undefined;
  let operation = readOperation(script, 0);
  const required = countOf(operation, 1);
  if (required === undefined) return undefined;
  const publicKeys: Uint8Array[] = [];
  for (;;) {
    if (operation.end >= script.length) return undefined;
    operation = readOperation(script, operation.end);
    if (operation.truncated) return undefined;
    if (operation.data === undefined || !hasPublicKeySize(operation.data)) break;
    publicKeys.push(operation.data.slice());
  }
  if (countOf(operation, required) !== publicKeys.length) return undefined;
  return operation.end + 1 === script.length ? { type: 'multisig', required, publicKeys } : undefined;
}

/** A number from `least` to 20, however it was minimally pushed.
 * @see Bitcoin Core `GetScriptNumber`, src/script/solver.cpp */
function countOf(operation: ScriptOperation, least: number): number | undefined {
  const { opcode, data } = operation;
  const count =
    opcode >= OP['1'] && opcode <= OP['16']
      ? opcode - OP.RESERVED
      : data !== undefined && data.length > 0 && isMinimalPush(data, opcode)
        ? decodeScriptNumber(data, true)
        : undefined;
  return count !== undefined && count >= least && count <= MAX_PUBKEYS_PER_MULTISIG ? count : undefined;
}
