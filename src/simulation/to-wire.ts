import { bytesToHex } from '#bitcoin/encoding/hex';
import { zeroHash } from '#bitcoin/primitives/hashes';
import { frame } from '#bitcoin/wire/frame';
import type { WireMessage } from '#bitcoin/wire/wire-message';
import { ipOf, port } from './address-of.ts';
import { type Message, userAgent } from './node/message.ts';
import type { World } from './world.ts';

/** BIP-0144: the request bit that asks for witnesses too. */
const MSG_TX = 1;
const MSG_BLOCK = 2;
const MSG_WITNESS_FLAG = 0x40000000;
const NODE_NETWORK_AND_WITNESS = 9n;
const protocolVersion = 70016;

/** The real bytes of a message between two simulated nodes, frame included. */
export function frameBytes(world: World, message: Message, from: number, to: number): Uint8Array {
  return frame(toWire(world, message, from, to), world.params.magic);
}

/** A simulated message as the P2P message it stands for: references become hashes and raw objects. */
export function toWire(world: World, message: Message, from: number, to: number): WireMessage {
  const { command, malformed } = message;
  if (malformed !== undefined) return { type: 'unknown', command, payload: bytesToHex(malformed.bytes) };
  switch (message.command) {
    case 'version':
      return {
        type: 'version',
        version: protocolVersion,
        services: NODE_NETWORK_AND_WITNESS,
        timestamp: BigInt(message.time),
        addrRecv: networkAddress(world, to),
        addrFrom: networkAddress(world, from),
        nonce: BigInt(world.nodes[from]?.key ?? 0) + 1n,
        userAgent,
        startHeight: message.startHeight,
        relay: true,
      };
    case 'verack':
      return { type: 'verack' };
    case 'getaddr':
      return { type: 'getaddr' };
    case 'addr':
      return {
        type: 'addr',
        addresses: message.addresses.map((node) => ({ ...networkAddress(world, node), time: message.time })),
      };
    case 'inv':
      return { type: 'inv', items: inventory(message, 0) };
    case 'getdata':
      return { type: 'getdata', items: inventory(message, MSG_WITNESS_FLAG) };
    case 'tx':
      return { type: 'tx', transaction: message.transactions[0]!.tx };
    case 'block':
      return { type: 'block', block: message.blocks[0]!.block };
    case 'getheaders':
      return {
        type: 'getheaders',
        version: protocolVersion,
        locator: message.blocks.map((block) => block.hash),
        stop: zeroHash,
      };
    case 'headers':
      return { type: 'headers', headers: message.blocks.map((block) => block.block.header) };
  }
}

function inventory(message: Message, flag: number) {
  return [
    ...message.blocks.map((block) => ({ type: MSG_BLOCK | flag, hash: block.hash as string })),
    ...message.transactions.map((tx) => ({ type: MSG_TX | flag, hash: tx.txid as string })),
  ];
}

function networkAddress(world: World, node: number) {
  const ip = ipOf(node, world.places[node]?.network);
  return { services: NODE_NETWORK_AND_WITNESS, ip, port };
}
