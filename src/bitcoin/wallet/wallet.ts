// Wallet: keys, the coins they open, and payments signed with them. It sees the chain through a listing of coins and
// may import everything below; nothing in chain or consensus may import it.

import { hash160 } from '../crypto/hash160.ts';
import { publicKeyOf } from '../crypto/public-key.ts';
import { bytesToHex } from '../encoding/hex.ts';
import { p2pkhScript, p2wpkhScript } from '../script/standard-scripts.ts';
import { deriveKey } from './derive-key.ts';

/** The two ways a wallet locks coins to its keys. */
export type KeyScriptType = 'p2pkh' | 'p2wpkh';

/** One key with everything that follows from it. */
export interface WalletKey {
  /** 32 bytes */
  readonly privateKey: Uint8Array;
  /** 33 bytes, compressed */
  readonly publicKey: Uint8Array;
  readonly scripts: Readonly<Record<KeyScriptType, Uint8Array>>;
}

/** How to unlock a script: with which key, in which way. */
export interface KeyForScript {
  readonly key: WalletKey;
  readonly type: KeyScriptType;
}

/** Keys and nothing else; coins are looked up in a view of the chain, so a wallet is valid at every tip. */
export interface Wallet {
  readonly keys: readonly WalletKey[];
  /** Scripts of all keys, by their hex. */
  readonly scripts: ReadonlyMap<string, KeyForScript>;
}

/** A wallet with the keys 0 … `count` − 1 of `seedLabel`; see `deriveKey`. */
export function createWallet(seedLabel: Uint8Array, count = 1): Wallet {
  return walletOf(Array.from({ length: count }, (_, index) => deriveKey(seedLabel, index)));
}

/** A wallet with these private keys. */
export function walletOf(privateKeys: readonly Uint8Array[]): Wallet {
  const keys = privateKeys.map(walletKey);
  const scripts = new Map<string, KeyForScript>();
  for (const key of keys) {
    scripts.set(bytesToHex(key.scripts.p2pkh), { key, type: 'p2pkh' });
    scripts.set(bytesToHex(key.scripts.p2wpkh), { key, type: 'p2wpkh' });
  }
  return { keys, scripts };
}

/** The script by which key number `index` receives. */
export function walletScript(wallet: Wallet, index = 0, type: KeyScriptType = 'p2wpkh'): Uint8Array {
  const key = wallet.keys[index];
  if (key === undefined)
    throw new RangeError(`the wallet has ${wallet.keys.length} keys, not number ${index}`);
  return key.scripts[type];
}

/** The key that unlocks `scriptPubKey`, if it is one of ours. */
export function keyForScript(wallet: Wallet, scriptPubKey: Uint8Array): KeyForScript | undefined {
  return wallet.scripts.get(hexOf(scriptPubKey));
}

const hexes = new WeakMap<Uint8Array, string>();

/** Hex of a script, computed once per array: wallets look through all coins again and again. */
function hexOf(script: Uint8Array): string {
  let hex = hexes.get(script);
  if (hex === undefined) {
    hex = bytesToHex(script);
    hexes.set(script, hex);
  }
  return hex;
}

function walletKey(privateKey: Uint8Array): WalletKey {
  const publicKey = publicKeyOf(privateKey, true);
  const keyHash = hash160(publicKey);
  return { privateKey, publicKey, scripts: { p2pkh: p2pkhScript(keyHash), p2wpkh: p2wpkhScript(keyHash) } };
}
