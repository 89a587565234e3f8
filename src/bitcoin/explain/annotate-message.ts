import { ByteReader } from '../encoding/byte-reader.ts';
import { bytesToHex } from '../encoding/hex.ts';
import { decodePayload } from '../wire/decode-payload.ts';
import { decodeFrame, readFrameHeader } from '../wire/frame.ts';
import { inventoryType } from '../wire/inventory-messages.ts';
import { formatIp } from '../wire/ip-address.ts';
import { isCommand } from '../wire/payload-codecs.ts';
import type { Command } from '../wire/wire-message.ts';
import { readBlockFields } from './annotate-block.ts';
import { readHeaderFields } from './annotate-header.ts';
import { readTransactionFields } from './annotate-transaction.ts';
import type { Field } from './field.ts';
import { annotate, type FieldReader } from './field-reader.ts';

/** Every byte of a message with its frame: magic, command, length, checksum, then the payload's own fields. */
export function annotateMessage(bytes: Uint8Array): readonly Field[] {
  return annotate(
    bytes,
    (source) => decodeFrame(source),
    (reader) => {
      reader.u32('magic', (magic) => magic.toString(16).padStart(8, '0'));
      const command = reader.field('command', readCommandText);
      reader.u32('length');
      reader.hex('checksum', 4);
      readPayloadFields(reader, command);
    },
  );
}

/** Every byte of a payload under its command.
 * @param offset where in `bytes` the payload begins */
export function annotatePayload(command: string, bytes: Uint8Array, offset = 0): readonly Field[] {
  return annotate(
    bytes,
    (source) => decodePayload(command, source, offset),
    (reader) => readPayloadFields(reader, command),
    offset,
  );
}

/** The command's text; the frame's own reader judges its padding, and has done so. */
function readCommandText(reader: ByteReader): string {
  const header = new ByteReader(reader.source, reader.offset - 4);
  const { command } = readFrameHeader(header);
  reader.bytes(12);
  return command;
}

function readPayloadFields(reader: FieldReader, command: string): void {
  if (isCommand(command)) payloadFields[command](reader);
  else readRest(reader, 'payload');
}

/** How each payload falls into fields, in the order of its codec. */
const payloadFields: { readonly [Name in Command]: (reader: FieldReader) => void } = {
  addr: (reader) =>
    reader.list('addresses', 'addressCount', () => {
      reader.u32('time');
      readAddressFields(reader);
    }),
  addrv2: (reader) =>
    reader.list('addresses', 'addressCount', () => {
      reader.u32('time');
      reader.field('services', (source) => source.compactSizeU64());
      reader.u8('networkId');
      reader.varBytes('address');
      readPortField(reader);
    }),
  alert: (reader) => {
    reader.varBytes('payload');
    reader.varBytes('signature');
  },
  block: readBlockFields,
  blocktxn: (reader) => {
    reader.hash('blockHash');
    reader.list('tx', 'transactionCount', () => readTransactionFields(reader));
  },
  cfcheckpt: (reader) => {
    reader.u8('filterType');
    reader.hash('stopHash');
    readHashes(reader, 'filterHeader');
  },
  cfheaders: (reader) => {
    reader.u8('filterType');
    reader.hash('stopHash');
    reader.hash('previousFilterHeader');
    readHashes(reader, 'filterHash');
  },
  cfilter: (reader) => {
    reader.u8('filterType');
    reader.hash('blockHash');
    reader.varBytes('filter');
  },
  cmpctblock: (reader) => {
    readHeaderFields(reader);
    // Not the header's nonce, which has been read above: this one salts the short identifiers.
    reader.u64('shortIdNonce', hex64);
    const count = reader.compactSize('shortIdCount', 'shortIds.length');
    for (let i = 0; i < count; i++)
      reader.field('shortId', (source) => bytesToHex(source.bytes(6).reverse()), String, `shortIds[${i}]`);
    reader.list('prefilled', 'prefilledCount', () => {
      reader.compactSize('indexGap');
      readTransactionFields(reader);
    });
  },
  feefilter: (reader) => void reader.i64('feeRateSatPerKvb'),
  filteradd: (reader) => reader.varBytes('data'),
  filterclear: () => {},
  filterload: (reader) => {
    reader.varBytes('filter');
    reader.u32('hashFunctions');
    reader.u32('tweak');
    reader.u8('flags');
  },
  getaddr: () => {},
  getblocks: readLocatorFields,
  getblocktxn: (reader) => {
    reader.hash('blockHash');
    const count = reader.compactSize('indexCount', 'indexes.length');
    for (let i = 0; i < count; i++) reader.compactSize('indexGap', `indexes[${i}]`);
  },
  getcfcheckpt: (reader) => {
    reader.u8('filterType');
    reader.hash('stopHash');
  },
  getcfheaders: readFilterRangeFields,
  getcfilters: readFilterRangeFields,
  getdata: readInventoryFields,
  getheaders: readLocatorFields,
  headers: (reader) =>
    reader.list('headers', 'headerCount', () => {
      readHeaderFields(reader);
      reader.u8('transactionCount');
    }),
  inv: readInventoryFields,
  mempool: () => {},
  merkleblock: (reader) => {
    readHeaderFields(reader);
    reader.u32('totalTransactions');
    readHashes(reader, 'hash');
    reader.varBytes('flags');
  },
  notfound: readInventoryFields,
  ping: (reader) => {
    if (reader.remaining > 0) reader.u64('nonce', hex64);
  },
  pong: (reader) => void reader.u64('nonce', hex64),
  reject: (reader) => {
    reader.varText('message');
    reader.u8('code');
    reader.varText('reason');
    readRest(reader, 'data');
  },
  sendaddrv2: () => {},
  sendcmpct: (reader) => {
    reader.u8('announce');
    reader.u64('version');
  },
  sendheaders: () => {},
  sendtxrcncl: (reader) => {
    reader.u32('version');
    reader.u64('salt', hex64);
  },
  tx: readTransactionFields,
  verack: () => {},
  version: (reader) => {
    reader.i32('version');
    reader.u64('services');
    reader.i64('timestamp');
    reader.within('addrRecv', () => readAddressFields(reader));
    if (reader.remaining > 0) reader.within('addrFrom', () => readAddressFields(reader));
    if (reader.remaining > 0) reader.u64('nonce', hex64);
    if (reader.remaining > 0) reader.varText('userAgent');
    if (reader.remaining > 0) reader.i32('startHeight');
    if (reader.remaining > 0) reader.u8('relay');
  },
  wtxidrelay: () => {},
};

function readAddressFields(reader: FieldReader): void {
  reader.u64('services');
  reader.field('ip', (source) => formatIp(source.bytes(16)));
  readPortField(reader);
}

function readPortField(reader: FieldReader): void {
  reader.field('port', (source) => source.u8() * 256 + source.u8());
}

function readInventoryFields(reader: FieldReader): void {
  reader.list('items', 'itemCount', () => {
    reader.u32('inventoryType', inventoryName, 'type');
    reader.hash('hash');
  });
}

function readLocatorFields(reader: FieldReader): void {
  reader.u32('version');
  const count = reader.compactSize('locatorCount', 'locator.length');
  for (let i = 0; i < count; i++) reader.hash('locatorHash', `locator[${i}]`);
  reader.hash('stop');
}

function readFilterRangeFields(reader: FieldReader): void {
  reader.u8('filterType');
  reader.u32('startHeight');
  reader.hash('stopHash');
}

function readHashes(reader: FieldReader, key: string): void {
  const count = reader.compactSize(`${key}Count`, `${key}.length`);
  for (let i = 0; i < count; i++) reader.hash(key, `${key}[${i}]`);
}

function readRest(reader: FieldReader, key: string): void {
  if (reader.remaining > 0) reader.hex(key, reader.remaining);
}

function inventoryName(type: number): string {
  const known = Object.entries(inventoryType).find(([, number]) => number === type);
  return known?.[0] ?? String(type);
}

function hex64(value: bigint): string {
  return value.toString(16).padStart(16, '0');
}
