import { readTransaction } from '../primitives/decode-transaction.ts';
import { writeTransaction } from '../primitives/encode-transaction.ts';
import type { Transaction } from '../primitives/transaction.ts';
import { sizeOf } from '../primitives/transaction-size.ts';
import { emptyPayload, type PayloadCodec } from './payload-codec.ts';

/** One transaction, with its witness if it has one. */
export interface TxMessage {
  readonly type: 'tx';
  readonly transaction: Transaction;
}

/** “Tell me what is in your mempool” (BIP-0035). */
export interface MempoolMessage {
  readonly type: 'mempool';
}

/** “Do not announce transactions to me that pay less” (BIP-0133). */
export interface FeeFilterMessage {
  readonly type: 'feefilter';
  /** int64, satoshis per 1,000 virtual bytes */
  readonly feeRateSatPerKvb: bigint;
}

/** `tx`: the transaction in the format of BIP-0144. */
export const txCodec: PayloadCodec<TxMessage> = {
  write: (writer, { transaction }) => writeTransaction(writer, transaction, { witness: true }),
  read: (reader) => ({ type: 'tx', transaction: readTransaction(reader) }),
  size: ({ transaction }) => sizeOf(transaction),
};

/** `mempool`: empty. */
export const mempoolCodec: PayloadCodec<MempoolMessage> = emptyPayload('mempool');

/** `feefilter`: 8 bytes. */
export const feeFilterCodec: PayloadCodec<FeeFilterMessage> = {
  write(writer, { feeRateSatPerKvb }) {
    writer.i64(feeRateSatPerKvb);
  },
  read: (reader) => ({ type: 'feefilter', feeRateSatPerKvb: reader.i64() }),
  size: () => 8,
};
