import { coinbaseMessageRoom, createCoinbase } from '#bitcoin/chain/create-coinbase';
import { blockSubsidy } from '#bitcoin/consensus/block-subsidy';
import { merkleBranch, rootFromBranch } from '#bitcoin/consensus/merkle-root';
import { mainnetParams } from '#bitcoin/consensus/params';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { firstPaymentBlockExample } from '#bitcoin/examples/first-payment-block';
import type { BlockHeader } from '#bitcoin/primitives/block';
import { encodeHeader } from '#bitcoin/primitives/block-header';
import { decodeBlock } from '#bitcoin/primitives/decode-block';
import { encodeTransaction } from '#bitcoin/primitives/encode-transaction';
import { type MerkleRoot, type Txid, zeroHash } from '#bitcoin/primitives/hashes';
import type { Transaction } from '#bitcoin/primitives/transaction';
import { txidOf } from '#bitcoin/primitives/transaction-id';

/** Block 170 as it really was: Satoshi's payment to Hal Finney waits in it. The bench mines it once more. */
const original = decodeBlock(hexToBytes(firstPaymentBlockExample.hex));
const height = 170;
/** The payment that the block confirms beside its coinbase. */
export const benchPayment: Txid = txidOf(original.transactions[1]!);
const branch = merkleBranch([zeroHash, benchPayment], 0);
const tag = new TextEncoder().encode('bench');
/** Pays whoever paid Hal Finney. */
const payoutScript = original.transactions[0]!.outputs[0]!.scriptPubKey;

/** How many bytes the miner's words may have. */
export const messageRoom = coinbaseMessageRoom(height, Uint8Array.of(...tag, 0, 0, 0, 0));

/** What the miner decides about the block. */
export interface BenchBlockRequest {
  /** The miner's words for the coinbase. */
  readonly message: string;
  readonly bits: number;
  /** Which block of a series, 0 … 2³² − 1: it stands in the coinbase, so that no two blocks share a header. */
  readonly serial: number;
  /** uint32 */
  readonly extraNonce: number;
}

/** A block ready to be mined, with the way from its coinbase to its header. */
export interface BenchBlock {
  readonly coinbase: Transaction;
  readonly coinbaseHex: string;
  /** Where in `coinbaseHex` the eight digits of extraNonce begin. */
  readonly extraNonceAt: number;
  readonly coinbaseTxid: Txid;
  readonly payment: Txid;
  readonly merkleRoot: MerkleRoot;
  /** Nonce 0. */
  readonly header: BlockHeader;
  /** The 80 bytes. */
  readonly headerBytes: Uint8Array;
}

/** Puts block 170 together again with another coinbase. */
export function benchBlock({ message, bits, serial, extraNonce }: BenchBlockRequest): BenchBlock {
  const coinbase = createCoinbase({
    height,
    extraNonce,
    tag: Uint8Array.of(...tag, serial, serial >>> 8, serial >>> 16, serial >>> 24),
    message: messageBytes(message),
    payoutScript,
    value: blockSubsidy(height, mainnetParams),
  });
  const coinbaseHex = bytesToHex(encodeTransaction(coinbase, { witness: false }));
  const coinbaseTxid = txidOf(coinbase);
  const merkleRoot = rootFromBranch(coinbaseTxid, branch, 0);
  const header = { ...original.header, merkleRoot, bits, nonce: 0 };
  return {
    coinbase,
    coinbaseHex,
    // version, count, outpoint and length come before the script; height (a push of two bytes) and a length in it.
    extraNonceAt: 2 * (4 + 1 + 36 + 1 + 3 + 1),
    coinbaseTxid,
    payment: benchPayment,
    merkleRoot,
    header,
    headerBytes: encodeHeader(header),
  };
}

/** The words as UTF-8, cut at a whole character where the coinbase is full. */
export function messageBytes(message: string): Uint8Array {
  const bytes = new TextEncoder().encode(message);
  if (bytes.length <= messageRoom) return bytes;
  const { read } = new TextEncoder().encodeInto(message, new Uint8Array(messageRoom));
  return new TextEncoder().encode(message.slice(0, read));
}
