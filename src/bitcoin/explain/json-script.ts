import { bytesToHex } from '../encoding/hex.ts';
import { encodeAddress } from '../keys/address.ts';
import type { AddressNetwork } from '../keys/address-networks.ts';
import { scriptAsm } from '../script/script-asm.ts';
import { classifyScript, type ScriptType } from '../script/standard-scripts.ts';
import { inferDescriptor } from './descriptor.ts';

/** A scriptPubKey as Core's JSON shows it. */
export interface ScriptJson {
  readonly asm: string;
  readonly desc: string;
  readonly hex: string;
  /** Absent where the kind has none. */
  readonly address?: string;
  readonly type: ScriptType;
}

/** A scriptPubKey in words, as descriptor, in hex, with address and kind.
 * @see Bitcoin Core `ScriptToUniv`, src/core_io.cpp */
export function scriptJson(script: Uint8Array, params: AddressNetwork): ScriptJson {
  const address = encodeAddress(script, params);
  return {
    asm: scriptAsm(script),
    desc: inferDescriptor(script, params),
    hex: bytesToHex(script),
    ...(address === undefined ? {} : { address }),
    type: classifyScript(script).type,
  };
}
