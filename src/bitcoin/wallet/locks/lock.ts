import { hash160 } from '../../crypto/hash160.ts';
import { sha256 } from '../../crypto/sha256.ts';
import { tweakPublicKey } from '../../crypto/taproot-key.ts';
import { assert } from '../../encoding/assert.ts';
import { concatBytes } from '../../encoding/concat-bytes.ts';
import { OP } from '../../script/opcodes.ts';
import { pushData, pushNumber } from '../../script/push-data.ts';
import {
  multisigScript,
  p2pkhScript,
  p2shScript,
  p2trScript,
  p2wpkhScript,
  p2wshScript,
} from '../../script/standard-scripts.ts';

/** A condition under which coins may be spent. Keys are compressed public keys, 33 bytes. */
export type Lock =
  /** one signature by one key, which is only shown when spending */
  | { readonly type: 'p2pkh' | 'p2wpkh' | 'taproot'; readonly publicKey: Uint8Array }
  /** some of several keys, in their order */
  | {
      readonly type: 'multisig';
      readonly wrap: 'bare' | 'p2sh' | 'p2wsh';
      readonly required: number;
      readonly publicKeys: readonly Uint8Array[];
    }
  /** one key, from block `height` on (BIP-0065) */
  | { readonly type: 'cltv'; readonly publicKey: Uint8Array; readonly height: number }
  /** one key, when the coin itself is `blocks` old (BIP-0112) */
  | { readonly type: 'csv'; readonly publicKey: Uint8Array; readonly blocks: number }
  /** `now` may spend at any time; `later` gets it back from block `height` on */
  | {
      readonly type: 'if-else';
      readonly now: Uint8Array;
      readonly later: Uint8Array;
      readonly height: number;
    };

/** A lock in bytes. */
export interface LockScripts {
  /** What stands in the output. */
  readonly scriptPubKey: Uint8Array;
  /** The script behind the hash, to be shown when spending. */
  readonly inner: Uint8Array | undefined;
  /** How signatures are made, and where the unlocking items go. */
  readonly spend: 'legacy' | 'p2sh' | 'p2wpkh' | 'p2wsh' | 'taproot';
}

/** The scripts of a lock. Time locks and branches stand behind a hash (P2WSH): nodes relay no naked ones. */
export function lockScripts(lock: Lock): LockScripts {
  switch (lock.type) {
    case 'p2pkh':
      return { scriptPubKey: p2pkhScript(hash160(lock.publicKey)), inner: undefined, spend: 'legacy' };
    case 'p2wpkh':
      return { scriptPubKey: p2wpkhScript(hash160(lock.publicKey)), inner: undefined, spend: 'p2wpkh' };
    case 'taproot': {
      const output = tweakPublicKey(lock.publicKey.slice(1));
      assert(output !== undefined, 'a public key is a point');
      return { scriptPubKey: p2trScript(output.key), inner: undefined, spend: 'taproot' };
    }
    case 'multisig': {
      const script = multisigScript(lock.required, lock.publicKeys);
      if (lock.wrap === 'bare') return { scriptPubKey: script, inner: undefined, spend: 'legacy' };
      if (lock.wrap === 'p2sh')
        return { scriptPubKey: p2shScript(hash160(script)), inner: script, spend: 'p2sh' };
      return witnessScript(script);
    }
    case 'cltv':
      return witnessScript(
        concatBytes(
          pushNumber(lock.height),
          Uint8Array.of(OP.CHECKLOCKTIMEVERIFY, OP.DROP),
          checkSignature(lock.publicKey),
        ),
      );
    case 'csv':
      return witnessScript(
        concatBytes(
          pushNumber(lock.blocks),
          Uint8Array.of(OP.CHECKSEQUENCEVERIFY, OP.DROP),
          checkSignature(lock.publicKey),
        ),
      );
    case 'if-else':
      return witnessScript(
        concatBytes(
          Uint8Array.of(OP.IF),
          checkSignature(lock.now),
          Uint8Array.of(OP.ELSE),
          pushNumber(lock.height),
          Uint8Array.of(OP.CHECKLOCKTIMEVERIFY, OP.DROP),
          checkSignature(lock.later),
          Uint8Array.of(OP.ENDIF),
        ),
      );
  }
}

function witnessScript(script: Uint8Array): LockScripts {
  return { scriptPubKey: p2wshScript(sha256(script)), inner: script, spend: 'p2wsh' };
}

function checkSignature(publicKey: Uint8Array): Uint8Array {
  return concatBytes(pushData(publicKey), Uint8Array.of(OP.CHECKSIG));
}
