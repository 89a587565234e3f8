import fc from 'fast-check';
import { bytesToHex } from '#bitcoin/encoding/hex';
import type { BlockHeader } from '#bitcoin/primitives/block';
import type { BlockHash, MerkleRoot, Txid } from '#bitcoin/primitives/hashes';
import type { Transaction } from '#bitcoin/primitives/transaction';
import { addressBytesByNetworkId } from '#bitcoin/wire/address-messages';
import { formatIp } from '#bitcoin/wire/ip-address';
import type { Command, MessageOf, WireMessage } from '#bitcoin/wire/wire-message';

const u8 = fc.integer({ min: 0, max: 0xff });
const u16 = fc.integer({ min: 0, max: 0xffff });
const u32 = fc.integer({ min: 0, max: 0xffffffff });
const i32 = fc.integer({ min: -0x80000000, max: 0x7fffffff });
const u64 = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });
const i64 = fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n });
const hexOf = (minLength: number, maxLength: number) =>
  fc.uint8Array({ minLength, maxLength }).map(bytesToHex);
const latin1 = (maxLength: number) =>
  fc.uint8Array({ maxLength }).map((bytes) => String.fromCharCode(...bytes));
const hash = hexOf(32, 32);
const blockHash = hash as fc.Arbitrary<BlockHash>;
const ip = fc
  .oneof(
    fc.uint8Array({ minLength: 16, maxLength: 16 }),
    fc.uint8Array({ minLength: 4, maxLength: 4 }).map((v4) => {
      const bytes = new Uint8Array(16).fill(0xff, 10, 12);
      bytes.set(v4, 12);
      return bytes;
    }),
    fc
      .array(fc.constantFrom(0, 0, 0, 1, 0xff), { minLength: 16, maxLength: 16 })
      .map((list) => Uint8Array.from(list)),
  )
  .map((bytes) => formatIp(Uint8Array.from(bytes)));
const networkAddress = fc.record({ services: u64, ip, port: u16 });

/** Any header, proof of work aside. */
export const arbitraryHeader: fc.Arbitrary<BlockHeader> = fc.record({
  version: i32,
  previousBlockHash: blockHash,
  merkleRoot: hash as fc.Arbitrary<MerkleRoot>,
  time: u32,
  bits: u32,
  nonce: u32,
});

/** Any transaction with at least one input, rules aside; with and without witnesses. */
export const arbitraryTransaction: fc.Arbitrary<Transaction> = fc.record({
  version: u32,
  inputs: fc.array(
    fc.record({
      previousOutput: fc.record({ txid: hash as fc.Arbitrary<Txid>, index: u32 }),
      scriptSig: fc.uint8Array({ maxLength: 300 }),
      sequence: u32,
      witness: fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  outputs: fc.array(fc.record({ value: i64, scriptPubKey: fc.uint8Array({ maxLength: 300 }) }), {
    maxLength: 4,
  }),
  lockTime: u32,
});

const indexes = fc
  .uniqueArray(fc.oneof(fc.integer({ min: 0, max: 600 }), u16), { maxLength: 6 })
  .map((list) => list.sort((a, b) => a - b));
const inventory = fc.array(fc.record({ type: u32, hash }), { maxLength: 300 });
const locator = { version: u32, locator: fc.array(blockHash, { maxLength: 101 }), stop: blockHash };
const filterRange = { filterType: u8, startHeight: u32, stopHash: blockHash };
const addressV2 = fc
  .oneof(fc.constantFrom(...addressBytesByNetworkId.keys()), fc.integer({ min: 7, max: 255 }))
  .chain((networkId) => {
    const length = addressBytesByNetworkId.get(networkId);
    return fc.record({
      time: u32,
      services: u64,
      networkId: fc.constant(networkId),
      address: length === undefined ? hexOf(0, 300) : hexOf(length, length),
      port: u16,
    });
  });

const versionFields = [
  { version: i32, services: u64, timestamp: i64, addrRecv: networkAddress },
  { addrFrom: networkAddress },
  { nonce: u64 },
  { userAgent: latin1(256) },
  { startHeight: i32 },
  { relay: fc.boolean() },
];
/** Old nodes stop early, so every prefix of the fields is a message. */
const version = fc.integer({ min: 1, max: versionFields.length }).chain(
  (count) =>
    fc.record({
      type: fc.constant('version' as const),
      ...Object.assign({}, ...versionFields.slice(0, count)),
    }) as fc.Arbitrary<MessageOf<'version'>>,
);

type Arbitraries = { readonly [Name in Command]: fc.Arbitrary<MessageOf<Name>> };
const of = <const Name extends Command>(
  type: Name,
  fields: { readonly [Key in string]: fc.Arbitrary<unknown> } = {},
) => fc.record({ type: fc.constant(type), ...fields }) as unknown as fc.Arbitrary<MessageOf<Name>>;

/** An arbitrary for every command, so that a new message without a test is a type error. */
export const arbitraryMessages: Arbitraries = {
  addr: of('addr', {
    addresses: fc.array(fc.record({ time: u32, services: u64, ip, port: u16 }), { maxLength: 20 }),
  }),
  addrv2: of('addrv2', { addresses: fc.array(addressV2, { maxLength: 20 }) }),
  alert: of('alert', { payload: hexOf(0, 300), signature: hexOf(0, 72) }),
  block: of('block', {
    block: fc.record({
      header: arbitraryHeader,
      transactions: fc.array(arbitraryTransaction, { maxLength: 4 }),
    }),
  }),
  blocktxn: of('blocktxn', { blockHash, transactions: fc.array(arbitraryTransaction, { maxLength: 4 }) }),
  cfcheckpt: of('cfcheckpt', { filterType: u8, stopHash: blockHash, filterHeaders: fc.array(hash) }),
  cfheaders: of('cfheaders', {
    filterType: u8,
    stopHash: blockHash,
    previousFilterHeader: hash,
    filterHashes: fc.array(hash),
  }),
  cfilter: of('cfilter', { filterType: u8, blockHash, filter: hexOf(0, 300) }),
  cmpctblock: of('cmpctblock', {
    header: arbitraryHeader,
    nonce: u64,
    shortIds: fc.array(hexOf(6, 6)),
    prefilled: indexes.chain((list) =>
      fc.tuple(...list.map((index) => arbitraryTransaction.map((transaction) => ({ index, transaction })))),
    ),
  }),
  feefilter: of('feefilter', { feeRateSatPerKvb: i64 }),
  filteradd: of('filteradd', { data: hexOf(0, 520) }),
  filterclear: of('filterclear'),
  filterload: of('filterload', {
    filter: hexOf(0, 300),
    hashFunctions: fc.integer({ min: 0, max: 50 }),
    tweak: u32,
    flags: u8,
  }),
  getaddr: of('getaddr'),
  getblocks: of('getblocks', locator),
  getblocktxn: of('getblocktxn', { blockHash, indexes }),
  getcfcheckpt: of('getcfcheckpt', { filterType: u8, stopHash: blockHash }),
  getcfheaders: of('getcfheaders', filterRange),
  getcfilters: of('getcfilters', filterRange),
  getdata: of('getdata', { items: inventory }),
  getheaders: of('getheaders', locator),
  headers: of('headers', { headers: fc.array(arbitraryHeader, { maxLength: 300 }) }),
  inv: of('inv', { items: inventory }),
  mempool: of('mempool'),
  merkleblock: of('merkleblock', {
    header: arbitraryHeader,
    totalTransactions: u32,
    hashes: fc.array(hash),
    flags: hexOf(0, 40),
  }),
  notfound: of('notfound', { items: inventory }),
  ping: fc.oneof(of('ping'), of('ping', { nonce: u64 })),
  pong: of('pong', { nonce: u64 }),
  reject: of('reject', { message: latin1(12), code: u8, reason: latin1(111), data: hexOf(0, 40) }),
  sendaddrv2: of('sendaddrv2'),
  sendcmpct: of('sendcmpct', { announce: fc.boolean(), version: u64 }),
  sendheaders: of('sendheaders'),
  sendtxrcncl: of('sendtxrcncl', { version: u32, salt: u64 }),
  tx: of('tx', { transaction: arbitraryTransaction }),
  verack: of('verack'),
  version,
  wtxidrelay: of('wtxidrelay'),
};

/** Any message of any command. */
export const arbitraryMessage: fc.Arbitrary<WireMessage> = fc.oneof(...Object.values(arbitraryMessages));
