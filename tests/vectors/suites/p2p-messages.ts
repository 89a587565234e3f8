import { ByteReader } from '#bitcoin/encoding/byte-reader';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { extractMatches } from '#bitcoin/filters/partial-merkle-tree';
import type { BlockHeader } from '#bitcoin/primitives/block';
import { hashHeader } from '#bitcoin/primitives/block-header';
import { hashFromBytes } from '#bitcoin/primitives/hashes';
import type { Transaction } from '#bitcoin/primitives/transaction';
import { txidOf, wtxidOf } from '#bitcoin/primitives/transaction-id';
import { hasWitness } from '#bitcoin/primitives/transaction-size';
import { readAlertNotice } from '#bitcoin/wire/alert-notice';
import { encodePayload } from '#bitcoin/wire/encode-payload';
import { decodeFrame, frame, readFrameHeader } from '#bitcoin/wire/frame';
import type { NetworkAddress } from '#bitcoin/wire/network-address';
import { payloadSize } from '#bitcoin/wire/payload-size';
import type { WireMessage } from '#bitcoin/wire/wire-message';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

interface Row {
  readonly command: string;
  readonly header_bytes: number;
  readonly frame: string;
  readonly payload: string;
  readonly decoded: Readonly<Record<string, unknown>>;
}

/** Captured and documented messages: decoding gives the published fields, encoding the published bytes. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'p2p/messages.json');
  return checkRows(
    'p2p/messages',
    rows,
    (row) => {
      const bytes = hexToBytes(row.frame);
      const options = { withoutChecksum: row.header_bytes === 20 };
      const { magic } = readFrameHeader(new ByteReader(bytes), undefined, options);
      const decoded = decodeFrame(bytes, magic, options);
      expectEqual(decoded.command, row.command, 'command');
      expectEqual(bytesToHex(encodePayload(decoded.message)), row.payload, 'payload');
      expectEqual(payloadSize(decoded.message), row.payload.length / 2, 'size');
      expectEqual(bytesToHex(frame(decoded.message, magic, options)), row.frame, 'frame');
      const fields = describeFields(decoded.message);
      for (const [key, expected] of Object.entries(row.decoded)) compareField(fields, key, expected);
    },
    (row, index) => `row ${index} (${row.command})`,
  );
}

/** Names are the reference reader's. A name not foreseen here still has to match one of our values. */
function compareField(fields: Readonly<Record<string, unknown>>, key: string, expected: unknown): void {
  if (key in fields) {
    expectEqual(fields[key], expected, key);
    return;
  }
  const wanted = JSON.stringify(expected);
  if (!Object.values(fields).some((value) => JSON.stringify(value) === wanted))
    throw new Error(`no field has the value of '${key}', ${wanted}`);
}

function describeFields(message: WireMessage): Record<string, unknown> {
  switch (message.type) {
    case 'version':
      return {
        version: message.version,
        services: Number(message.services),
        timestamp: Number(message.timestamp),
        addr_recv: describeAddress(message.addrRecv),
        addr_from: message.addrFrom && describeAddress(message.addrFrom),
        nonce: message.nonce === undefined ? undefined : hex64(message.nonce),
        user_agent: message.userAgent,
        start_height: message.startHeight,
        relay: message.relay,
      };
    case 'addr':
      return {
        addresses: message.addresses.map((address) => ({ time: address.time, ...describeAddress(address) })),
      };
    case 'addrv2':
      return {
        addresses: message.addresses.map(({ time, services, networkId, address, port }) => ({
          time,
          services: Number(services),
          network_id: networkId,
          addr: address,
          port,
        })),
      };
    case 'inv':
    case 'getdata':
    case 'notfound':
      return { items: message.items.map(({ type, hash }) => ({ type, name: inventoryName(type), hash })) };
    case 'tx':
      return describeTransaction(message.transaction);
    case 'block':
      return {
        ...describeHeader(message.block.header),
        txids: message.block.transactions.map(txidOf),
        ntx: message.block.transactions.length,
      };
    case 'headers':
      return { headers: message.headers.map(describeHeader) };
    case 'getheaders':
    case 'getblocks':
      return { version: message.version, locator: message.locator, stop: message.stop };
    case 'merkleblock': {
      const tree = extractMatches(message);
      if (!tree.ok) throw new Error(tree.reason);
      return {
        ...describeHeader(message.header),
        total_transactions: message.totalTransactions,
        hashes: message.hashes,
        flag_bytes: message.flags,
        matched: tree.matches.map(({ index, txid }) => [index, txid]),
      };
    }
    case 'cmpctblock':
      return {
        ...describeHeader(message.header),
        nonce: hex64(message.nonce),
        shortids: message.shortIds,
        prefilled: message.prefilled.map(({ index, transaction }) => [index, txidOf(transaction)]),
      };
    case 'getblocktxn':
      return {
        hash: message.blockHash,
        block_hash: message.blockHash,
        indexes: message.indexes,
        differential: message.indexes.map((index, i, all) => (i === 0 ? index : index - all[i - 1]! - 1)),
      };
    case 'blocktxn':
      return {
        hash: message.blockHash,
        block_hash: message.blockHash,
        ntx: message.transactions.length,
        txids: message.transactions.map(txidOf),
        transactions: message.transactions.map(txidOf),
      };
    case 'sendcmpct':
      return { announce: message.announce ? 1 : 0, version: Number(message.version) };
    case 'ping':
    case 'pong':
      return { nonce: message.nonce === undefined ? undefined : hex64(message.nonce) };
    case 'feefilter':
      return { feerate_sat_per_kvb: Number(message.feeRateSatPerKvb) };
    case 'reject':
      return {
        message: message.message,
        code: message.code,
        reason: message.reason,
        data: rejectedHash(message.data),
      };
    case 'filterload':
      return {
        filter: message.filter,
        hash_funcs: message.hashFunctions,
        tweak: message.tweak,
        flags: message.flags,
      };
    case 'filteradd':
      return { data: message.data, element: message.data };
    case 'alert':
      return { payload: message.payload, signature: message.signature, ...describeAlert(message.payload) };
    case 'sendtxrcncl':
      return { version: message.version, salt: hex64(message.salt) };
    case 'getcfilters':
    case 'getcfheaders':
      return {
        filter_type: message.filterType,
        start_height: message.startHeight,
        stop_hash: message.stopHash,
      };
    case 'cfilter':
      return { filter_type: message.filterType, block_hash: message.blockHash, filter: message.filter };
    case 'cfheaders':
      return {
        filter_type: message.filterType,
        stop_hash: message.stopHash,
        previous_filter_header: message.previousFilterHeader,
        filter_hashes: message.filterHashes,
      };
    case 'getcfcheckpt':
      return { filter_type: message.filterType, stop_hash: message.stopHash };
    case 'cfcheckpt':
      return {
        filter_type: message.filterType,
        stop_hash: message.stopHash,
        filter_headers: message.filterHeaders,
      };
    case 'unknown':
      return { payload: message.payload };
    case 'verack':
    case 'getaddr':
    case 'mempool':
    case 'filterclear':
    case 'sendheaders':
    case 'sendaddrv2':
    case 'wtxidrelay':
      return {};
  }
}

function describeAddress({ services, ip, port }: NetworkAddress) {
  return { services: Number(services), ip, port };
}

function describeAlert(payload: string) {
  const notice = readAlertNotice(payload);
  return {
    version: notice.version,
    relay_until: Number(notice.relayUntil),
    expiration: Number(notice.expiration),
    id: notice.id,
    cancel: notice.cancel,
    set_cancel: notice.cancelled,
    min_ver: notice.minVersion,
    max_ver: notice.maxVersion,
    set_subver: notice.userAgents,
    priority: notice.priority,
    comment: notice.comment,
    status_bar: notice.statusBar,
    reserved: notice.reserved,
  };
}

function describeHeader(header: BlockHeader) {
  return {
    hash: hashHeader(header),
    version: header.version,
    prev: header.previousBlockHash,
    merkleroot: header.merkleRoot,
    time: header.time,
    bits: header.bits.toString(16).padStart(8, '0'),
    nonce: header.nonce,
  };
}

function describeTransaction(tx: Transaction) {
  return {
    txid: txidOf(tx),
    wtxid: wtxidOf(tx),
    segwit: hasWitness(tx),
    inputs: tx.inputs.length,
    outputs: tx.outputs.map(({ value }) => Number(value)),
  };
}

function inventoryName(type: number): string {
  const base: Readonly<Record<number, string>> = {
    0: 'ERROR',
    1: 'MSG_TX',
    2: 'MSG_BLOCK',
    3: 'MSG_FILTERED_BLOCK',
    4: 'MSG_CMPCT_BLOCK',
    5: 'MSG_WTX',
    1073741825: 'MSG_WITNESS_TX',
    1073741826: 'MSG_WITNESS_BLOCK',
    1073741827: 'MSG_FILTERED_WITNESS_BLOCK',
  };
  return base[type] ?? String(type);
}

function hex64(value: bigint): string {
  return value.toString(16).padStart(16, '0');
}

/** The reference shows the hash that follows a reject in display order. */
function rejectedHash(data: string): string {
  return data.length === 64 ? hashFromBytes<string>(hexToBytes(data)) : data;
}
