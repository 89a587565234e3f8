import type { History } from '#app/history';
import { classParams } from '#bitcoin/consensus/params';
import { DecodeError } from '#bitcoin/encoding/decode-error';
import { examineBlock } from '#bitcoin/explain/examine-block';
import { blamesSender } from '#bitcoin/mempool/blames-sender';
import { hashHeader } from '#bitcoin/primitives/block-header';
import { decodeBlock } from '#bitcoin/primitives/decode-block';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import { txidOf } from '#bitcoin/primitives/transaction-id';
import type { BlockRecord, TxRecord } from '#simulation/records';
import { chainAt, judgeTransaction, transactionOf } from '../chain-at.ts';

/** What honest nodes will make of a broken copy, worked out in the page. */
export interface CopyVerdict {
  /** Core's reason; undefined when no rule is broken. */
  readonly reason: string | undefined;
  readonly detail: string;
  /** Whether the peers blame and leave the sender. */
  readonly blame: boolean;
  /** Block hash or txid of the copy; '' when it cannot be read. */
  readonly id: string;
  /** What those answer who already hold the honest payment; undefined when nobody answers otherwise. */
  readonly holders?: { readonly reason: string; readonly detail: string } | undefined;
  /** An input names a coin that nobody knows: the copy waits for its parent. */
  readonly orphan?: boolean;
  /** The honest payment is in a block already. */
  readonly mined?: boolean;
}

/** Judges a copy of a block by everything but its coins: no changed byte gets further. */
export function judgeBlockCopy(bytes: Uint8Array, record: BlockRecord): CopyVerdict {
  return readable(bytes, decodeBlock, (block) => {
    const { verdict } = examineBlock({ block, params: classParams, height: record.height });
    const id = hashHeader(block.header);
    if (verdict.ok) return { reason: undefined, detail: '', blame: false, id };
    return { reason: verdict.reason, detail: verdict.detail ?? '', blame: true, id };
  });
}

/** Judges a copy of a payment on the branch of `tip`, at `time` (Unix seconds). */
export function judgeTxCopy(
  bytes: Uint8Array,
  record: TxRecord,
  history: History,
  tip: number,
  time: number,
): CopyVerdict {
  return readable(bytes, decodeTransaction, (tx) => {
    const chain = chainAt(history, tip);
    const id = txidOf(tx);
    if (chain === undefined) return { reason: undefined, detail: '', blame: false, id };
    const refusal = judgeTransaction(chain, tx, time);
    const mined = history.confirmedIn(record.index, tip) >= 0;
    const answer = mined ? undefined : judgeTransaction(chain, tx, time, [transactionOf(record)]);
    const orphan =
      refusal?.reason === 'bad-txns-inputs-missingorspent' &&
      tx.inputs.every(({ previousOutput }) => history.txByTxid(previousOutput.txid) < 0);
    return {
      reason: refusal?.reason,
      detail: refusal?.detail ?? '',
      blame: refusal !== undefined && blamesSender(refusal.reason),
      id,
      holders: answer !== undefined && answer.reason !== refusal?.reason ? answer : undefined,
      orphan,
      mined,
    };
  });
}

function readable<T>(
  bytes: Uint8Array,
  decode: (bytes: Uint8Array) => T,
  judge: (value: T) => CopyVerdict,
): CopyVerdict {
  let value: T;
  try {
    value = decode(bytes);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return { reason: 'malformed', detail: error.message, blame: true, id: '' };
  }
  return judge(value);
}
