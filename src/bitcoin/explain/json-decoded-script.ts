import { hash160 } from '../crypto/hash160.ts';
import { sha256 } from '../crypto/sha256.ts';
import { encodeAddress } from '../keys/address.ts';
import type { AddressNetwork } from '../keys/address-networks.ts';
import { isOpSuccess, OP } from '../script/opcodes.ts';
import { parseScript } from '../script/parse-script.ts';
import {
  classifyScript,
  p2shScript,
  p2wpkhScript,
  p2wshScript,
  type ScriptClass,
} from '../script/standard-scripts.ts';
import { inferWitnessScriptDescriptor } from './descriptor.ts';
import { type ScriptJson, scriptJson } from './json-script.ts';

/** What a script is, and the addresses it would have inside P2SH and SegWit. */
export interface DecodedScriptJson extends Omit<ScriptJson, 'hex'> {
  /** Address of P2SH with this as redeem script. */
  readonly p2sh?: string;
  readonly segwit?: ScriptJson & { readonly 'p2sh-segwit': string };
}

const maxScriptSize = 10_000;
const maxElementSize = 520;

/** A script as Core's `decodescript` shows it.
 * @see Bitcoin Core `decodescript`, src/rpc/rawtransaction.cpp */
export function decodeScriptJson(script: Uint8Array, params: AddressNetwork): DecodedScriptJson {
  const { hex: _, ...own } = scriptJson(script, params);
  const found = classifyScript(script);
  if (!canBeRedeemScript(script, found)) return own;
  const p2sh = p2shAddress(script, params);
  const witness = witnessOutputOf(script, found);
  if (witness === undefined) return { ...own, p2sh };
  const desc = inferWitnessScriptDescriptor(witness, script, params);
  return {
    ...own,
    p2sh,
    segwit: { ...scriptJson(witness, params), desc, 'p2sh-segwit': p2shAddress(witness, params) },
  };
}

/** The output that pays to the same condition in SegWit: a key's hash where there is one key, else the script's. */
function witnessOutputOf(script: Uint8Array, found: ScriptClass): Uint8Array | undefined {
  switch (found.type) {
    case 'pubkey':
      return found.publicKey.length === 33 ? p2wpkhScript(hash160(found.publicKey)) : undefined;
    case 'pubkeyhash':
      return p2wpkhScript(found.hash);
    case 'multisig':
      // Uncompressed keys are not allowed in SegWit scripts.
      return found.publicKeys.every((key) => key.length === 33) ? p2wshScript(sha256(script)) : undefined;
    case 'nonstandard':
      return p2wshScript(sha256(script));
    default:
      return undefined;
  }
}

function canBeRedeemScript(script: Uint8Array, found: ScriptClass): boolean {
  switch (found.type) {
    case 'nulldata':
    case 'scripthash':
    case 'witness_v1_taproot':
    case 'witness_unknown':
    case 'anchor':
      return false;
    default:
  }
  if (script[0] === OP.RETURN || script.length > maxScriptSize) return false;
  return parseScript(script).every(
    ({ opcode, data, truncated }) =>
      !truncated && opcode <= OP.NOP10 && (data?.length ?? 0) <= maxElementSize && !isOpSuccess(opcode),
  );
}

function p2shAddress(script: Uint8Array, params: AddressNetwork): string {
  return encodeAddress(p2shScript(hash160(script)), params)!;
}
