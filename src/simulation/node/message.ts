import { sizeOfCompactSize } from '#bitcoin/encoding/compact-size';
import { frameHeaderSize } from '#bitcoin/wire/payload-size';
import type { BlockRef, TxRef } from '../refs.ts';

/** The P2P commands that simulated nodes speak. */
export type Command =
  | 'version'
  | 'verack'
  | 'getaddr'
  | 'addr'
  | 'inv'
  | 'getdata'
  | 'tx'
  | 'block'
  | 'getheaders'
  | 'headers';

export const commandCode: Readonly<Record<Command, number>> = {
  version: 1,
  verack: 2,
  getaddr: 3,
  addr: 4,
  inv: 5,
  getdata: 6,
  tx: 7,
  block: 8,
  getheaders: 9,
  headers: 10,
};

/** A message between nodes, with references where the wire has hashes; `to-wire.ts` gives its real bytes.
 * One shape for all commands, so that the engine's hot path stays monomorphic. Never changed once sent. */
export interface Message {
  readonly command: Command;
  /** Framed length in bytes; equals the length of the real encoding. */
  readonly size: number;
  readonly blocks: readonly BlockRef[];
  readonly transactions: readonly TxRef[];
  /** Node indices whose addresses are told. */
  readonly addresses: readonly number[];
  /** The payload itself, where it is no well-formed one: nobody can tell what it is about. */
  readonly malformed: MalformedPayload | undefined;
  /** `version`: height of the sender's best block. */
  readonly startHeight: number;
  /** `version` and `addr`: Unix seconds. */
  readonly time: number;
  /** Place in this timeline's payload table; given by the world when first sent. */
  index: number;
}

/** Bytes that their command does not allow. */
export interface MalformedPayload {
  readonly bytes: Uint8Array;
  /** uint32 from a hash over the bytes: its identity in fingerprints. */
  readonly key: number;
}

const noBlocks: readonly BlockRef[] = [];
const noTransactions: readonly TxRef[] = [];
const noAddresses: readonly number[] = [];

/** Length of the user agent "/Chainroom:1/" and of a version payload that carries it, BIP-0037 relay flag included. */
export const userAgent = '/Chainroom:1/';
const versionPayloadSize = 4 + 8 + 8 + 26 + 26 + 8 + 1 + userAgent.length + 4 + 1;

function message(
  command: Command,
  payloadSize: number,
  blocks = noBlocks,
  transactions = noTransactions,
): Message {
  return {
    command,
    size: frameHeaderSize + payloadSize,
    blocks,
    transactions,
    addresses: noAddresses,
    malformed: undefined,
    startHeight: 0,
    time: 0,
    index: -1,
  };
}

export function versionMessage(startHeight: number, time: number): Message {
  return { ...message('version', versionPayloadSize), startHeight, time };
}

export function verackMessage(): Message {
  return message('verack', 0);
}

export function getaddrMessage(): Message {
  return message('getaddr', 0);
}

export function addrMessage(addresses: readonly number[], time: number): Message {
  const payload = sizeOfCompactSize(addresses.length) + 30 * addresses.length;
  return { ...message('addr', payload), addresses, time };
}

/** Announces several transactions at once. */
export function invTransactions(transactions: readonly TxRef[]): Message {
  if (transactions.length === 1) return invTransaction(transactions[0]!);
  return message('inv', inventorySize(transactions.length), noBlocks, transactions);
}

export function invTransaction(tx: TxRef): Message {
  tx.messages.inv ??= message('inv', inventorySize(1), noBlocks, [tx]);
  return tx.messages.inv;
}

export function invBlock(block: BlockRef): Message {
  block.messages.inv ??= message('inv', inventorySize(1), [block]);
  return block.messages.inv;
}

export function getdataTransactions(transactions: readonly TxRef[]): Message {
  const [first] = transactions;
  if (transactions.length > 1 || first === undefined)
    return message('getdata', inventorySize(transactions.length), noBlocks, transactions);
  first.messages.getdata ??= message('getdata', inventorySize(1), noBlocks, transactions);
  return first.messages.getdata;
}

export function getdataBlocks(blocks: readonly BlockRef[]): Message {
  const [first] = blocks;
  if (blocks.length > 1 || first === undefined)
    return message('getdata', inventorySize(blocks.length), blocks);
  first.messages.getdata ??= message('getdata', inventorySize(1), blocks);
  return first.messages.getdata;
}

export function txMessage(tx: TxRef): Message {
  tx.messages.body ??= message('tx', tx.size, noBlocks, [tx]);
  return tx.messages.body;
}

export function blockMessage(block: BlockRef): Message {
  block.messages.body ??= message('block', block.size, [block]);
  return block.messages.body;
}

/** A message whose payload nobody can read. */
export function malformedMessage(command: Command, malformed: MalformedPayload): Message {
  return { ...message(command, malformed.bytes.length), malformed };
}

/** `blocks`: the locator, tip first. */
export function getheadersMessage(locator: readonly BlockRef[]): Message {
  return message('getheaders', 4 + sizeOfCompactSize(locator.length) + 32 * locator.length + 32, locator);
}

export function headersMessage(blocks: readonly BlockRef[]): Message {
  return message('headers', sizeOfCompactSize(blocks.length) + 81 * blocks.length, blocks);
}

function inventorySize(count: number): number {
  return sizeOfCompactSize(count) + 36 * count;
}
