import type { CoinsView } from '#bitcoin/chain/coins';
import { checkTxInputs } from '#bitcoin/consensus/check-tx-inputs';
import { type AcceptRequest, type AcceptResult, acceptToMempool } from '#bitcoin/mempool/accept-to-mempool';
import {
  ancestorsOf,
  createMempool,
  descendantsOf,
  type Mempool,
  mempoolCoins,
  spentKeys,
} from '#bitcoin/mempool/mempool';
import { defaultMempoolPolicy, type MempoolPolicy } from '#bitcoin/mempool/policy';
import type { Txid } from '#bitcoin/primitives/hashes';
import type { Transaction, TxOutput } from '#bitcoin/primitives/transaction';
import { txidOf } from '#bitcoin/primitives/transaction-id';
import { signTransaction } from '#bitcoin/wallet/sign-transaction';
import { walletOf, walletScript } from '#bitcoin/wallet/wallet';
import { alice, bob, type ChainState, testParams } from '../test-chain.ts';

/** Signs for alice and bob alike. */
const both = walletOf([...alice.keys, ...bob.keys].map((key) => key.privateKey));

/** An output to spend, with its place. */
export interface Source {
  readonly txid: Txid;
  readonly index: number;
  readonly output: TxOutput;
}

/** Output `index` of a transaction, to spend it before it is mined. */
export function outputOf(tx: Transaction, index = 0): Source {
  return { txid: txidOf(tx), index, output: tx.outputs[index]! };
}

/** A signed transaction that spends `sources`, leaves `fee`, and splits the rest into `parts` outputs to alice. */
export function spend(
  sources: readonly Source[],
  fee: bigint,
  options: {
    readonly parts?: number;
    readonly sequence?: number;
    readonly lockTime?: number;
    readonly script?: Uint8Array;
  } = {},
): Transaction {
  const { parts = 1, sequence = 0xffff_fffd, lockTime = 0, script = walletScript(alice) } = options;
  const total = sources.reduce((sum, source) => sum + source.output.value, 0n) - fee;
  const share = total / BigInt(parts);
  const unsigned: Transaction = {
    version: 2,
    inputs: sources.map(({ txid, index }) => ({
      previousOutput: { txid, index },
      scriptSig: new Uint8Array(0),
      sequence,
      witness: [],
    })),
    outputs: Array.from({ length: parts }, (_, i) => ({
      value: i === 0 ? total - share * BigInt(parts - 1) : share,
      scriptPubKey: script,
    })),
    lockTime,
  };
  return signTransaction(
    unsigned,
    sources.map((source) => source.output),
    both,
  );
}

/** A mempool on a chain, with the rest of what `acceptToMempool` asks for filled in. */
export class MempoolOn {
  readonly mempool: Mempool = createMempool();
  readonly state: ChainState;
  readonly policy: MempoolPolicy;
  time: number;

  constructor(state: ChainState, policy: Partial<MempoolPolicy> = {}) {
    this.state = state;
    this.policy = { ...defaultMempoolPolicy, ...policy };
    this.time = state.index.header.time;
  }

  offer(tx: Transaction, change: Partial<AcceptRequest> = {}): AcceptResult {
    const { mempool, state, policy, time } = this;
    const tip = state.index;
    return acceptToMempool({
      mempool,
      tx,
      view: state.coins,
      tip,
      time,
      params: testParams,
      policy,
      ...change,
    });
  }

  /** Offers and returns the reason, or 'accepted'. */
  reason(tx: Transaction, change: Partial<AcceptRequest> = {}): string {
    const { verdict } = this.offer(tx, change);
    return verdict.ok ? 'accepted' : verdict.reason;
  }

  txids(): Txid[] {
    return [...this.mempool.entries.keys()];
  }
}

/** Throws unless the mempool could be mined as a whole on these coins: no conflicts, no missing inputs, sums right. */
export function assertConsistent(mempool: Mempool, view: CoinsView, tipHeight: number): void {
  const coins = mempoolCoins(mempool, view);
  const spent = new Map<string, Txid>();
  let vsize = 0;
  for (const entry of mempool.entries.values()) {
    vsize += entry.vsize;
    for (const key of spentKeys(entry.tx)) {
      if (spent.has(key)) throw new Error(`${key} is spent twice`);
      spent.set(key, entry.txid);
      if (mempool.spentBy.get(key) !== entry.txid) throw new Error(`${key} is not indexed`);
    }
    const behind = entry.tx.inputs.map(({ previousOutput: { txid, index } }) => coins.get(txid, index));
    const inputs = checkTxInputs(entry.tx, behind, tipHeight + 1, testParams);
    if (!('fee' in inputs)) throw new Error(`${entry.txid}: ${inputs.verdict.reason}`);
    if (inputs.fee !== entry.fee) throw new Error(`${entry.txid} pays ${inputs.fee}, not ${entry.fee}`);
    for (const ancestor of ancestorsOf(mempool, entry.tx)) {
      if (!descendantsOf(mempool, ancestor).has(entry.txid)) throw new Error('families disagree');
    }
  }
  if (spent.size !== mempool.spentBy.size) throw new Error('the index holds more than the entries spend');
  if (vsize !== mempool.totalVsize) throw new Error(`${mempool.totalVsize} vbytes counted, ${vsize} held`);
}
