import { signEcdsa } from '../../crypto/ecdsa.ts';
import { hash160 } from '../../crypto/hash160.ts';
import { publicKeyOf } from '../../crypto/public-key.ts';
import { signSchnorr } from '../../crypto/schnorr.ts';
import { tweakPrivateKey } from '../../crypto/taproot-key.ts';
import { assert } from '../../encoding/assert.ts';
import { concatBytes } from '../../encoding/concat-bytes.ts';
import type { Outpoint, Transaction, TxInput, TxOutput } from '../../primitives/transaction.ts';
import { pushData } from '../../script/push-data.ts';
import { bip143Sighash } from '../../script/sighash-bip143.ts';
import { legacySighash } from '../../script/sighash-legacy.ts';
import { taprootSighash } from '../../script/sighash-taproot.ts';
import { p2pkhScript } from '../../script/standard-scripts.ts';
import { type Lock, type LockScripts, lockScripts } from './lock.ts';

/** A locked coin, where it shall go, and what is offered to open it. Nothing is checked: this also builds what must fail. */
export interface UnlockRequest {
  readonly lock: Lock;
  readonly coin: { readonly outpoint: Outpoint; readonly output: TxOutput };
  readonly to: Uint8Array;
  /** satoshis left to the miner */
  readonly fee: bigint;
  readonly lockTime: number;
  readonly sequence: number;
  /** Private keys, one signature each, in the order of the signatures. */
  readonly signers: readonly Uint8Array[];
  /** For locks that name a key by its hash: the public key to show; the first signer's unless given. */
  readonly shownKey?: Uint8Array;
  /** For IF/ELSE locks. */
  readonly branch?: 'if' | 'else';
  /** For multisig: leave out the empty item that CHECKMULTISIG eats. */
  readonly withoutDummy?: boolean;
  /** For taproot: sign with the internal key as it is, not with the tweaked one. */
  readonly untweaked?: boolean;
}

const sighashAll = 1;
const sighashDefault = 0;
const noBytes = new Uint8Array(0);
const keyPath = { annexHash: undefined, leaf: undefined };

/** The transaction that spends one locked coin to one output, signed as asked. Equal requests give equal bytes. */
export function unlockCoin(request: UnlockRequest): Transaction {
  const { coin, to, fee, lockTime, sequence } = request;
  assert(fee >= 0n && fee < coin.output.value, 'the fee leaves something to pay');
  const input: TxInput = {
    previousOutput: coin.outpoint,
    scriptSig: noBytes,
    sequence,
    witness: [],
  };
  const unsigned: Transaction = {
    version: 2,
    inputs: [input],
    outputs: [{ value: coin.output.value - fee, scriptPubKey: to }],
    lockTime,
  };
  const scripts = lockScripts(request.lock);
  const signatures = request.signers.map((key) => signatureFor(request, scripts, unsigned, key));
  return { ...unsigned, inputs: [placed(input, scripts, itemsOf(request, signatures))] };
}

/** What goes onto the stack before the lock runs, bottom first. */
function itemsOf(request: UnlockRequest, signatures: readonly Uint8Array[]): readonly Uint8Array[] {
  switch (request.lock.type) {
    case 'p2pkh':
    case 'p2wpkh': {
      const [signer] = request.signers;
      const shown = request.shownKey ?? (signer === undefined ? request.lock.publicKey : publicKeyOf(signer));
      return [...signatures, shown];
    }
    case 'multisig':
      return request.withoutDummy ? signatures : [noBytes, ...signatures];
    case 'if-else':
      return [...signatures, request.branch === 'if' ? Uint8Array.of(1) : noBytes];
    default:
      return signatures;
  }
}

function placed(input: TxInput, { spend, inner }: LockScripts, items: readonly Uint8Array[]): TxInput {
  const all = inner === undefined ? items : [...items, inner];
  if (spend === 'legacy' || spend === 'p2sh')
    return { ...input, scriptSig: concatBytes(...all.map(pushData)) };
  return { ...input, witness: all };
}

/** @see BIP-0143 for witness version 0, BIP-0341 for taproot */
function signatureFor(
  { lock, coin, untweaked }: UnlockRequest,
  { scriptPubKey, inner, spend }: LockScripts,
  tx: Transaction,
  privateKey: Uint8Array,
): Uint8Array {
  if (spend === 'taproot') {
    const digest = taprootSighash(tx, 0, [coin.output], sighashDefault, keyPath);
    assert(digest !== undefined, 'the default hash type is always defined');
    return signSchnorr(digest, untweaked ? privateKey : tweakPrivateKey(privateKey));
  }
  if (spend === 'p2wpkh' && lock.type === 'p2wpkh') {
    const scriptCode = p2pkhScript(hash160(lock.publicKey));
    return ecdsa(bip143Sighash(tx, 0, scriptCode, coin.output.value, sighashAll), privateKey);
  }
  const scriptCode = inner ?? scriptPubKey;
  return ecdsa(
    spend === 'p2wsh'
      ? bip143Sighash(tx, 0, scriptCode, coin.output.value, sighashAll)
      : legacySighash(tx, 0, scriptCode, sighashAll),
    privateKey,
  );
}

function ecdsa(digest: Uint8Array, privateKey: Uint8Array): Uint8Array {
  return concatBytes(signEcdsa(digest, privateKey), Uint8Array.of(sighashAll));
}
