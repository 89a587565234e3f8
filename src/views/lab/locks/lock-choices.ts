import { hexToBytes } from '#bitcoin/encoding/hex';
import type { Lock } from '#bitcoin/wallet/locks/lock';

/** The locks on offer. */
export const lockNames = [
  'p2pkh',
  'p2wpkh',
  'bare',
  'p2sh',
  'p2wsh',
  'cltv',
  'csv',
  'if-else',
  'taproot',
] as const;
export type LockName = (typeof lockNames)[number];

/** A simulated user's first key. */
export interface KeyPair {
  readonly name: string;
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

/** Public keys in hex as the worker tells them, with their owner. */
export function keyPair(
  name: string,
  key: { readonly publicKey: string; readonly privateKey: string },
): KeyPair {
  return { name, publicKey: hexToBytes(key.publicKey), privateKey: hexToBytes(key.privateKey) };
}

/** How many other people's keys a lock needs. */
export function partnersOf(name: LockName): 0 | 1 | 2 {
  if (name === 'bare' || name === 'p2sh' || name === 'p2wsh') return 2;
  return name === 'if-else' ? 1 : 0;
}

/** The lock of this name between the owner and the others. */
export function lockOf(
  name: LockName,
  owner: KeyPair,
  partners: readonly KeyPair[],
  numbers: { readonly height: number; readonly blocks: number },
): Lock | undefined {
  const { publicKey } = owner;
  switch (name) {
    case 'p2pkh':
    case 'p2wpkh':
    case 'taproot':
      return { type: name, publicKey };
    case 'bare':
    case 'p2sh':
    case 'p2wsh': {
      if (partners.length < 2) return undefined;
      const publicKeys = [publicKey, ...partners.slice(0, 2).map((partner) => partner.publicKey)];
      return { type: 'multisig', wrap: name, required: 2, publicKeys };
    }
    case 'cltv':
      return { type: 'cltv', publicKey, height: numbers.height };
    case 'csv':
      return { type: 'csv', publicKey, blocks: numbers.blocks };
    case 'if-else': {
      const [other] = partners;
      if (other === undefined) return undefined;
      return { type: 'if-else', now: other.publicKey, later: publicKey, height: numbers.height };
    }
  }
}
