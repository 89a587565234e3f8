import { finalSequence } from '#bitcoin/consensus/locks';
import { signEcdsa } from '#bitcoin/crypto/ecdsa';
import { hash160 } from '#bitcoin/crypto/hash160';
import type { Transaction } from '#bitcoin/primitives/transaction';
import { bip143Sighash } from '#bitcoin/script/sighash-bip143';
import { p2pkhScript } from '#bitcoin/script/standard-scripts';
import { keyForScript } from '#bitcoin/wallet/wallet';
import { walletCoins } from '#bitcoin/wallet/wallet-coins';
import { LogKind } from '../log.ts';
import { txMessage } from '../node/message.ts';
import type { NodeState } from '../node/node-state.ts';
import type { TxRef } from '../refs.ts';
import { receivingScript, walletOf } from '../wallets.ts';
import type { World } from '../world.ts';

/** What the thief leaves to the miner, satoshis. */
const fee = 3_000n;
const sighashAll = 1;

/** A payment of somebody else's coin, and what it would leave to the miner. */
export interface Theft {
  readonly tx: TxRef;
  /** satoshis */
  readonly fee: bigint;
}

/** A transaction that moves the victim's largest coin to the thief. Everything about it is right but one thing: it is
 * signed with the only private key the thief has, the thief's own.
 * @returns undefined when the victim has no coin that fits */
export function makeTheft(world: World, thief: NodeState, victim: NodeState): Theft | undefined {
  const wallet = walletOf(victim.name);
  const coin = walletCoins({
    wallet,
    coins: world.utxoSetAt(thief.tip).coins,
    tipHeight: thief.tip.height,
    params: world.params,
  }).find((each) => keyForScript(wallet, each.output.scriptPubKey)?.type === 'p2wpkh');
  const owner = coin === undefined ? undefined : keyForScript(wallet, coin.output.scriptPubKey);
  const own = keyForScript(walletOf(thief.name), receivingScript(thief.name));
  if (coin === undefined || owner === undefined || own === undefined || coin.output.value <= fee)
    return undefined;
  const unsigned: Transaction = {
    version: 2,
    inputs: [
      { previousOutput: coin.outpoint, scriptSig: new Uint8Array(0), sequence: finalSequence, witness: [] },
    ],
    outputs: [{ value: coin.output.value - fee, scriptPubKey: receivingScript(thief.name) }],
    lockTime: 0,
  };
  // Public keys are no secret: this one can be read wherever the owner spent a coin before.
  const scriptCode = p2pkhScript(hash160(owner.key.publicKey));
  const digest = bip143Sighash(unsigned, 0, scriptCode, coin.output.value, sighashAll);
  const signature = Uint8Array.from([...signEcdsa(digest, own.key.privateKey), sighashAll]);
  const inputs = unsigned.inputs.map((input) => ({ ...input, witness: [signature, owner.key.publicKey] }));
  const tx = world.registerTx({ ...unsigned, inputs }, thief.index, thief.index, coin.output.value - fee);
  return { tx, fee };
}

/** Sends all peers a transaction that takes the victim's coin. The thief's own node is honest software and would not pass
 * it on, so it is sent past it.
 * @returns why not, or undefined */
export function steal(world: World, thief: NodeState, victim: NodeState): string | undefined {
  const peers = thief.peers.filter((peer) => peer.ready);
  if (peers.length === 0) return 'no-peers';
  const theft = makeTheft(world, thief, victim);
  if (theft === undefined) return 'insufficient-funds';
  world.logTx(LogKind.payment, thief.index, thief.index, theft.tx, Number(theft.tx.amount));
  for (const peer of peers) world.send(thief, peer, txMessage(theft.tx));
  return undefined;
}
