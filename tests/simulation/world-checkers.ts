import { strict as assert } from 'node:assert';
import { blockSubsidy } from '#bitcoin/consensus/block-subsidy';
import { frameBytes } from '#simulation/to-wire';
import type { World } from '#simulation/world';

/** Watches a world from outside and complains about anything that must never be. */
export class WorldCheckers {
  private lastTime = 0;
  private checkedPayloads = 0;
  private supplyChecked = new Set<number>();
  /** Payloads whose size was compared with their real bytes. */
  payloadsMeasured = 0;

  /** Cheap enough to run after every single event. */
  afterEvent(world: World): void {
    assert.ok(world.now >= this.lastTime, 'time never goes back');
    this.lastTime = world.now;
    for (const node of world.nodes) {
      assert.deepEqual(
        node.peers.map((peer) => peer.incoming),
        node.incoming,
        'peers and directions are parallel',
      );
      for (const entry of node.mempool.entries.values()) {
        for (const input of entry.tx.inputs) {
          const { txid, index } = input.previousOutput;
          assert.equal(
            node.mempool.spentBy.get(`${txid}:${index}` as never),
            entry.txid,
            'a mempool holds no conflicts',
          );
        }
      }
    }
    this.tipsHaveMostWork(world);
    this.payloadSizes(world);
  }

  /** No node's tip has less work than a branch whose blocks it has all checked. */
  private tipsHaveMostWork(world: World): void {
    for (const node of world.nodes) {
      for (const block of world.blocks) {
        const secret = node.miner.secretTip !== undefined && block.miner === node.index;
        if (secret || world.knowledge.status(node.index, block.id) !== 5) continue;
        assert.ok(
          node.tip.index.chainWork >= block.index.chainWork,
          `${node.name} follows the most work it has checked`,
        );
      }
    }
  }

  /** Every message ever sent is exactly as long as its real encoding. */
  private payloadSizes(world: World): void {
    for (; this.checkedPayloads < world.payloadCount; this.checkedPayloads++) {
      const message = world.payloadAt(this.checkedPayloads)!;
      assert.equal(message.size, frameBytes(world, message, 0, 1).length, `size of ${message.command}`);
      this.payloadsMeasured++;
    }
  }

  /** At every tip: the coins are exactly the subsidies of its blocks; no coin from nothing. */
  supply(world: World): void {
    for (const node of world.nodes) {
      if (this.supplyChecked.has(node.tip.id)) continue;
      this.supplyChecked.add(node.tip.id);
      let minted = 0n;
      // The genesis coinbase never becomes a coin.
      for (let height = 1; height <= node.tip.height; height++) minted += blockSubsidy(height, world.params);
      assert.equal(
        world.utxoSetAt(node.tip).totalValue(),
        minted,
        'no coin comes from nothing and none is lost',
      );
    }
  }

  /** When nothing is under way, connected nodes agree on the work of the best branch. */
  quiet(world: World): void {
    for (const node of world.nodes) {
      if (!node.online) continue;
      for (const peer of node.peers) {
        if (!peer.ready) continue;
        assert.equal(
          node.tip.index.chainWork,
          world.nodes[peer.node]!.tip.index.chainWork,
          `${node.name} and ${world.nodes[peer.node]!.name} agree on work`,
        );
      }
    }
  }
}
