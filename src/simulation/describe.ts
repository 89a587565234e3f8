import { blockSubsidy } from '#bitcoin/consensus/block-subsidy';
import { workFromBits } from '#bitcoin/consensus/target';
import { bytesToHex } from '#bitcoin/encoding/hex';
import { encodeAddress } from '#bitcoin/keys/address';
import { encodeHeader } from '#bitcoin/primitives/block-header';
import { blockWeight, strippedBlockSize } from '#bitcoin/primitives/block-size';
import { encodeTransaction } from '#bitcoin/primitives/encode-transaction';
import { isCoinbase, weightOf } from '#bitcoin/primitives/transaction-size';
import { ipOf, port } from './address-of.ts';
import type { Link } from './network/link.ts';
import type { Message } from './node/message.ts';
import type {
  ActionRecord,
  BlockRecord,
  LinkRecord,
  NewRecords,
  NodeRecord,
  PayloadRecord,
  TxRecord,
} from './records.ts';
import type { BlockRef, TxRef } from './refs.ts';
import { receivingScript, scriptKey, scriptsOf } from './wallets.ts';
import type { World } from './world.ts';

/** How much of each table has been described already. */
export interface DescribedCounts {
  nodes: number;
  links: number;
  blocks: number;
  transactions: number;
  payloads: number;
  actions: number;
  reasons: number;
}

export function nothingDescribed(): DescribedCounts {
  return { nodes: 0, links: 0, blocks: 0, transactions: 0, payloads: 0, actions: 0, reasons: 0 };
}

/** Addresses are worked out for this many nodes; in larger networks only for those whose users have coins. */
const addressedNodes = 300;
const listedObjects = 8;

/** Turns a world's tables into plain records for the page, each entry once.
 * Who owns a script is looked up by name; wallets of a large network are only derived when they matter. */
export class Describer {
  private readonly owners = new Map<string, number>();
  private readonly addresses = new Map<string, string>();
  private ownedNodes = 0;

  /** Everything new since `counts`, which is brought up to date. */
  describe(world: World, counts: DescribedCounts): NewRecords {
    this.learnOwners(world);
    const records: NewRecords = {
      nodes: world.nodes.slice(counts.nodes).map((node) => this.node(world, node.index)),
      links: world.links.slice(counts.links).map(describeLink),
      blocks: world.blocks.slice(counts.blocks).map((block) => describeBlock(world, block)),
      transactions: world.transactions.slice(counts.transactions).map((tx) => this.transaction(world, tx)),
      payloads: Array.from({ length: world.payloadCount - counts.payloads }, (_, i) =>
        describePayload(world.payloadAt(counts.payloads + i)!),
      ),
      actions: world.carriedOut.slice(counts.actions).map(
        (timed, i): ActionRecord => ({
          index: counts.actions + i,
          scripted: timed.scripted,
          at: timed.at,
          action: timed.action,
        }),
      ),
      reasons: world.reasons.slice(counts.reasons),
    };
    counts.nodes = world.nodes.length;
    counts.links = world.links.length;
    counts.blocks = world.blocks.length;
    counts.transactions = world.transactions.length;
    counts.payloads = world.payloadCount;
    counts.actions = world.carriedOut.length;
    counts.reasons = world.reasons.length;
    return records;
  }

  private learnOwners(world: World): void {
    for (; this.ownedNodes < world.nodes.length; this.ownedNodes++) {
      const { name } = world.nodes[this.ownedNodes]!;
      if (this.ownedNodes >= addressedNodes && !world.prologue.payees.includes(name)) continue;
      for (const script of scriptsOf(name)) this.owners.set(script, this.ownedNodes);
    }
  }

  private node(world: World, index: number): NodeRecord {
    const place = world.places[index]!;
    return {
      index,
      name: place.name,
      role: place.role,
      x: place.x,
      y: place.y,
      address: `${ipOf(index, place.network)}:${port}`,
      walletAddress: index < addressedNodes ? this.address(world, receivingScript(place.name)) : '',
      bornAt: place.bornRow,
    };
  }

  private transaction(world: World, ref: TxRef): TxRecord {
    const { tx } = ref;
    const coinbase = isCoinbase(tx);
    let paidIn = 0n;
    let known = !coinbase;
    const inputs = tx.inputs.map(({ previousOutput: { txid, index } }) => {
      const source = coinbase ? undefined : world.findTx(txid);
      const output = source?.tx.outputs[index];
      if (output === undefined) known = false;
      else paidIn += output.value;
      const owner = output === undefined ? -1 : (this.owners.get(scriptKey(output.scriptPubKey)) ?? -1);
      return {
        txid,
        vout: index,
        source: source?.id ?? -1,
        value: output === undefined ? '' : String(output.value),
        owner,
      };
    });
    const paidOut = tx.outputs.reduce((sum, output) => sum + output.value, 0n);
    return {
      index: ref.id,
      txid: ref.txid,
      wtxid: ref.wtxid,
      coinbase,
      hex: bytesToHex(encodeTransaction(tx, { witness: true })),
      size: ref.size,
      vsize: ref.vsize,
      weight: weightOf(tx),
      fee: known ? String(paidIn - paidOut) : '',
      inputs,
      outputs: tx.outputs.map((output) => ({
        value: String(output.value),
        owner: this.owners.get(scriptKey(output.scriptPubKey)) ?? -1,
        address: this.address(world, output.scriptPubKey),
      })),
      from: ref.from,
      to: ref.to,
      amount: String(ref.amount),
    };
  }

  private address(world: World, script: Uint8Array): string {
    const key = scriptKey(script);
    let address = this.addresses.get(key);
    if (address === undefined) {
      address = encodeAddress(script, world.params) ?? '';
      this.addresses.set(key, address);
    }
    return address;
  }
}

function describeLink(link: Link): LinkRecord {
  const { index, a, b, latencyMicros, bytesPerSecond, lossPerMillion } = link;
  return { index, a, b, latencyMicros, bytesPerSecond, lossPerMillion };
}

function describeBlock(world: World, ref: BlockRef): BlockRecord {
  const { header } = ref.block;
  const subsidy = blockSubsidy(ref.height, world.params);
  const claimed =
    ref.block.transactions[0]?.outputs.reduce((sum, output) => sum + output.value, 0n) ?? subsidy;
  const fees = (ref.checked.change ?? ref.checked.stored)?.fees ?? claimed - subsidy;
  return {
    index: ref.id,
    hash: ref.hash,
    height: ref.height,
    parent: ref.parent?.id ?? -1,
    miner: ref.miner,
    foundAt: ref.foundAt,
    headerHex: bytesToHex(encodeHeader(header)),
    headerTime: header.time,
    bits: header.bits,
    work: Number(ref.index.chainWork),
    workExact: String(ref.index.chainWork),
    // The bits of a broken copy may stand for no target at all.
    blockWork: ref.brokenContent === '' ? Number(workFromBits(header.bits)) : 0,
    transactions: ref.transactions.map((tx) => tx.id),
    size: ref.size,
    strippedSize: strippedBlockSize(ref.block),
    weight: blockWeight(ref.block),
    fees: String(fees),
    subsidy: String(subsidy),
    tampered: ref.brokenContent !== '',
  };
}

function describePayload(message: Message): PayloadRecord {
  const objectKind = message.blocks.length > 0 ? 'block' : message.transactions.length > 0 ? 'tx' : 'none';
  const objects = objectKind === 'block' ? message.blocks : message.transactions;
  return {
    index: message.index,
    command: message.command,
    size: message.size,
    objectKind,
    objects: objects.slice(0, listedObjects).map((object) => object.id),
    count: Math.max(objects.length, message.addresses.length),
  };
}
