import { bytesToHex } from '#bitcoin/encoding/hex';
import { createWallet, type Wallet, walletScript } from '#bitcoin/wallet/wallet';

/** Keys of simulated users, by name. They do not depend on the seed, so that a shipped prologue can pay to them,
 * and are public by construction: nobody must ever use them outside. Derived when first needed. */
const wallets = new Map<string, Wallet>();

/** The wallet of a user: key 0 receives, key 1 takes change. */
export function walletOf(name: string): Wallet {
  let wallet = wallets.get(name);
  if (wallet === undefined) {
    const label = `chainroom user ${name}`;
    wallet = createWallet(
      Uint8Array.from(label, (character) => character.charCodeAt(0) & 255),
      2,
    );
    wallets.set(name, wallet);
  }
  return wallet;
}

/** Hex of every script a user can be paid at. */
export function scriptsOf(name: string): readonly string[] {
  return [...walletOf(name).scripts.keys()];
}

export function receivingScript(name: string, type: 'p2wpkh' | 'p2pkh' = 'p2wpkh'): Uint8Array {
  return walletScript(walletOf(name), 0, type);
}

export function changeScript(name: string): Uint8Array {
  return walletScript(walletOf(name), 1, 'p2wpkh');
}

/** Key of a script in owner tables. */
export function scriptKey(script: Uint8Array): string {
  return bytesToHex(script);
}
