import { outpointFromKey, outpointKey } from '#bitcoin/chain/coins';
import { bytesToHex } from '#bitcoin/encoding/hex';
import type { Txid } from '#bitcoin/primitives/hashes';
import type { NodeState } from '#simulation/node/node-state';
import type { World } from '#simulation/world';
import type { LockedCoinView } from './simulation-api.ts';

/** Unspent coins under scripts that the node's user paid into by hand, as the node sees them, the newest first. */
export function lockedCoins(world: World, node: NodeState): readonly LockedCoinView[] {
  const scripts = new Set<string>();
  for (const { action } of world.carriedOut)
    if (action.type === 'pay-script' && action.from === node.name) scripts.add(action.script);
  if (scripts.size === 0) return [];
  // A plain payment can pay to the same script; only what was locked on purpose is listed.
  const isLocked = (txid: Txid, script: string): boolean => {
    if (!scripts.has(script)) return false;
    const tx = world.findTx(txid);
    return tx !== undefined && tx.from === node.index && tx.to < 0;
  };
  const coins: LockedCoinView[] = [];
  for (const { tx, txid } of node.mempool.entries.values()) {
    for (const [vout, output] of tx.outputs.entries()) {
      const script = bytesToHex(output.scriptPubKey);
      if (!isLocked(txid, script)) continue;
      const spentInMempool = node.mempool.spentBy.has(outpointKey(txid, vout));
      coins.push({ txid, vout, value: String(output.value), script, height: -1, spentInMempool });
    }
  }
  const confirmed: LockedCoinView[] = [];
  for (const [key, coin] of world.utxoSetAt(node.tip).coins) {
    const script = bytesToHex(coin.output.scriptPubKey);
    const { txid, index: vout } = outpointFromKey(key);
    if (!isLocked(txid, script)) continue;
    const spentInMempool = node.mempool.spentBy.has(key);
    const value = String(coin.output.value);
    confirmed.push({ txid, vout, value, script, height: coin.height, spentInMempool });
  }
  return [...coins.reverse(), ...confirmed.sort((p, q) => q.height - p.height || (p.txid < q.txid ? -1 : 1))];
}
