import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extendIndex } from '#bitcoin/chain/block-index';
import { outpointKey, UtxoSet } from '#bitcoin/chain/coins';
import { valueOutOf } from '#bitcoin/consensus/check-tx-inputs';
import { applyConnect, connectBlock, disconnectBlock } from '#bitcoin/consensus/connect-block';
import { hexToBytes } from '#bitcoin/encoding/hex';
import type { Transaction } from '#bitcoin/primitives/transaction';
import { txidOf } from '#bitcoin/primitives/transaction-id';
import { conflictingPayment, createPayment, type PaymentRequest } from '#bitcoin/wallet/create-payment';
import { signTransaction } from '#bitcoin/wallet/sign-transaction';
import { walletScript } from '#bitcoin/wallet/wallet';
import type { WalletCoin } from '#bitcoin/wallet/wallet-coins';
import {
  alice,
  bob,
  type ChainState,
  coinsOf,
  contents,
  genesisState,
  judge,
  mined,
  mineMany,
  mineOn,
  type NextBlock,
  reasonOf,
  templateOn,
  testParams,
  withTransactions,
} from '../test-chain.ts';

const start = mineMany(genesisState(), 8);
const coins = coinsOf(alice, start);

function pay(change: Partial<PaymentRequest> = {}): Transaction {
  const result = createPayment({
    wallet: alice,
    coins: coins.slice(0, 1),
    to: walletScript(bob),
    amount: 1_000_000_000n,
    feeRateSatPerVb: 5,
    changeScript: walletScript(alice),
    ...change,
  });
  if (!result.ok) throw new Error(result.reason);
  return result.tx;
}

/** A signed spend with one change to it before signing. */
function spend(coin: WalletCoin, change: Partial<Transaction>, sequence = 0xffff_ffff): Transaction {
  const unsigned: Transaction = {
    version: 2,
    inputs: [{ previousOutput: coin.outpoint, scriptSig: new Uint8Array(0), sequence, witness: [] }],
    outputs: [{ value: 1_000_000n, scriptPubKey: walletScript(bob) }],
    lockTime: 0,
    ...change,
  };
  return signTransaction(unsigned, [coin.output], alice);
}

function verdictOn(state: ChainState, transactions: readonly Transaction[], next: NextBlock = {}) {
  const block = mined(templateOn(state, { ...next, transactions }), next.params);
  return judge(block, state, next.params).verdict;
}

describe('coins', () => {
  test('are the subsidies until someone pays', () => {
    expect(start.coins.size).toBe(8);
    expect(start.coins.totalValue()).toBe(40_000_000_000n);
  });

  test('move with a payment, and the fee to the miner', () => {
    const tx = pay();
    const next = mineOn(start, { transactions: [tx], payoutScript: walletScript(bob) });
    expect(next.coins.get(txidOf(tx), 0)).toMatchObject({ height: 9, coinbase: false });
    expect(next.coins.get(coins[0]!.outpoint.txid, 0)).toBeUndefined();
    expect(next.coins.totalValue()).toBe(45_000_000_000n);
    expect(next.change!.fees).toBe(5_000_000_000n - valueOutOf(tx));
    expect(next.change!.undo).toEqual([[], [start.coins.get(coins[0]!.outpoint.txid, 0)]]);
    expect(start.coins.size).toBe(8);
  });

  test('may be spent in the block that made them, in order', () => {
    const first = pay();
    const key = outpointKey(txidOf(first), 0);
    const bobsCoin: WalletCoin = {
      key,
      outpoint: { txid: txidOf(first), index: 0 },
      output: first.outputs[0]!,
      confirmations: 0,
    };
    const second = pay({ wallet: bob, coins: [bobsCoin], to: walletScript(alice), amount: 900_000_000n });
    expect(verdictOn(start, [first, second]).ok).toBe(true);
    expect(verdictOn(start, [second, first])).toMatchObject({ reason: 'bad-txns-inputs-missingorspent' });
    const next = mineOn(start, { transactions: [first, second] });
    expect(next.change!.created.some((coin) => coin.key === key)).toBe(false);
    expect(next.change!.spent.some((coin) => coin.key === key)).toBe(false);
  });

  test('that can never be unlocked are not kept', () => {
    const tx = spend(coins[0]!, {
      outputs: [
        { value: 0n, scriptPubKey: hexToBytes('6a0101') },
        { value: 1n, scriptPubKey: new Uint8Array(10) },
      ],
    });
    const next = mineOn(start, { transactions: [tx] });
    expect(next.coins.get(txidOf(tx), 0)).toBeUndefined();
    expect(next.coins.get(txidOf(tx), 1)).toBeDefined();
  });
});

describe('a block that does not fit the coins', () => {
  test('spends what does not exist', () => {
    const ghost = { ...coins[0]!, outpoint: { txid: txidOf(pay()), index: 7 } };
    expect(verdictOn(start, [spend(ghost, {})])).toMatchObject({
      reason: 'bad-txns-inputs-missingorspent',
      detail: expect.stringContaining(':7'),
    });
  });

  test('spends one coin twice: whitepaper §2, “the double-spending problem”', () => {
    //   b8 -> b9 (alice pays bob) -> b10 (the same coin to herself)
    const honest = pay();
    const rival = conflictingPayment({
      wallet: alice,
      coins: coins.slice(0, 1),
      to: walletScript(alice, 1),
      fee: 50_000n,
    });
    if (!rival.ok) throw new Error(rival.reason);
    expect(verdictOn(start, [honest, rival.tx])).toMatchObject({ reason: 'bad-txns-inputs-missingorspent' });
    const b9 = mineOn(start, { transactions: [honest] });
    expect(verdictOn(b9, [rival.tx])).toMatchObject({ reason: 'bad-txns-inputs-missingorspent' });
    expect(verdictOn(start, [rival.tx]).ok).toBe(true);
  });

  test('spends a coinbase before its third confirmation', () => {
    const key = outpointKey(txidOf(start.block.transactions[0]!), 0);
    const young: WalletCoin = {
      key,
      outpoint: { txid: txidOf(start.block.transactions[0]!), index: 0 },
      output: start.block.transactions[0]!.outputs[0]!,
      confirmations: 1,
    };
    const tx = spend(young, {});
    expect(verdictOn(start, [tx])).toMatchObject({
      reason: 'bad-txns-premature-spend-of-coinbase',
      detail: expect.stringContaining('depth 1'),
    });
    expect(verdictOn(mineOn(start), [tx])).toMatchObject({ reason: 'bad-txns-premature-spend-of-coinbase' });
    expect(verdictOn(mineMany(start, 2), [tx]).ok).toBe(true);
  });

  test('makes money', () => {
    const tx = spend(coins[0]!, { outputs: [{ value: 5_000_000_001n, scriptPubKey: walletScript(bob) }] });
    expect(verdictOn(start, [tx])).toMatchObject({ reason: 'bad-txns-in-belowout' });
  });

  test('pays its miner one satoshi too much; less is allowed and lost', () => {
    expect(verdictOn(start, [], { value: 5_000_000_001n })).toMatchObject({
      reason: 'bad-cb-amount',
      detail: 'coinbase pays too much (actual=5000000001 vs limit=5000000000)',
    });
    const modest = mineOn(start, { value: 4_999_999_999n });
    expect(modest.coins.totalValue()).toBe(44_999_999_999n);
    expect(verdictOn(mineMany(start, 135), [], { value: 5_000_000_000n })).toMatchObject({
      reason: 'bad-cb-amount',
    });
  });

  test('has a signature by someone else', () => {
    const honest = pay();
    const input = honest.inputs[0]!;
    const forged = { ...honest, outputs: [{ ...honest.outputs[0]!, scriptPubKey: walletScript(alice) }] };
    expect(verdictOn(start, [forged])).toMatchObject({
      reason: 'block-script-verify-flag-failed',
      detail: expect.stringContaining('EVAL_FALSE, input 0'),
    });
    const unsigned = { ...honest, inputs: [{ ...input, witness: [] }] };
    expect(verdictOn(start, [unsigned])).toMatchObject({
      reason: 'block-script-verify-flag-failed',
      detail: expect.stringContaining('WITNESS_PROGRAM_MISMATCH'),
    });
  });

  test('is told about its money before its signatures: the cheap check comes first', () => {
    const honest = pay();
    const forged = { ...honest, outputs: [{ ...honest.outputs[0]!, scriptPubKey: walletScript(alice) }] };
    expect(verdictOn(start, [forged], { value: 60_000_000_000n })).toMatchObject({ reason: 'bad-cb-amount' });
  });

  test('spends before a relative lock time has passed (BIP-0068)', () => {
    const coin = coins.at(-1)!;
    const from = start.coins.get(coin.outpoint.txid, 0)!.height;
    const ready = 9 - from;
    expect(verdictOn(start, [spend(coin, {}, ready)]).ok).toBe(true);
    expect(verdictOn(start, [spend(coin, {}, ready + 1)])).toMatchObject({ reason: 'bad-txns-nonfinal' });
    expect(verdictOn(mineOn(start), [spend(coin, {}, ready + 1)]).ok).toBe(true);
    const later = { ...testParams, activation: { ...testParams.activation, csv: 1000 } };
    expect(verdictOn(start, [spend(coin, {}, ready + 1)], { params: later }).ok).toBe(true);
  });

  test('costs more signature operations than the chain allows', () => {
    // One P2WPKH input costs 1 in its witness; 2,000 is the budget, so 500 bare checks leave no room for it.
    const checks = { value: 1n, scriptPubKey: new Uint8Array(500).fill(0xac) };
    expect(verdictOn(start, [spend(coins[0]!, { outputs: [checks] })])).toMatchObject({
      reason: 'bad-blk-sigops',
    });
    const fewer = { value: 1n, scriptPubKey: new Uint8Array(499).fill(0xac) };
    expect(verdictOn(start, [spend(coins[0]!, { outputs: [fewer] })]).ok).toBe(true);
  });

  test('repeats a transaction that still has coins (BIP-0030)', () => {
    const old = { ...testParams, activation: { ...testParams.activation, bip34: 1000 } };
    const twin = start.block.transactions[0]!;
    const block = withTransactions(templateOn(start, { params: old }), [twin]);
    expect(reasonOf(judge(block, start, old).verdict)).toBe('bad-txns-BIP30');
    expect(reasonOf(judge(block, start).verdict)).toBe('bad-cb-height');
  });
});

describe('connecting and disconnecting', () => {
  test('are each other’s inverse, and value is conserved, whatever is paid', () => {
    const plan = fc.array(
      fc.array(
        fc.record({
          payer: fc.nat(1),
          coin: fc.nat(5),
          share: fc.integer({ min: 1, max: 99 }),
          to: fc.nat(1),
        }),
        { maxLength: 3 },
      ),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(plan, (blocks) => {
        let state = start;
        const states = [state];
        for (const payments of blocks) {
          const transactions = payments.flatMap(({ payer, coin, share, to }, i) => {
            const wallet = [alice, bob][payer]!;
            const listed = coinsOf(wallet, state);
            const chosen = listed[(coin + i) % Math.max(1, listed.length)];
            if (chosen === undefined) return [];
            const result = createPayment({
              wallet,
              coins: [chosen],
              to: walletScript([alice, bob][to]!, 1),
              amount: (chosen.output.value * BigInt(share)) / 100n,
              feeRateSatPerVb: 1 + i,
              changeScript: walletScript(wallet),
            });
            return result.ok ? [result.tx] : [];
          });
          const spent = new Set<string>();
          const unrivalled = transactions.filter((tx) => {
            const key = outpointKey(tx.inputs[0]!.previousOutput.txid, tx.inputs[0]!.previousOutput.index);
            return spent.has(key) ? false : spent.add(key);
          });
          state = mineOn(state, { transactions: unrivalled });
          states.push(state);
          expect(state.coins.totalValue()).toBe(5_000_000_000n * BigInt(state.index.height));
        }
        const working = state.coins.copy();
        for (let i = states.length - 1; i > 0; i--) {
          expect(contents(working)).toBe(contents(states[i]!.coins));
          disconnectBlock(working, states[i]!.change!);
          expect(contents(working)).toBe(contents(states[i - 1]!.coins));
        }
        for (const { change } of states.slice(1)) applyConnect(working, change!);
        expect(contents(working)).toBe(contents(state.coins));
      }),
      { numRuns: 12 },
    );
  });

  test('undo an overwritten coinbase too, as heights 91842 and 91880 need', () => {
    const old = { ...testParams, activation: { ...testParams.activation, bip34: 1000 } };
    const twin = start.block.transactions[0]!;
    const block = withTransactions(templateOn(start, { params: old }), [twin]);
    const hash = '00000000000a4d0a398161ffc163c503763b1f4360639393e0e4c8e300e0caec';
    const real = extendIndex(start.index, block.header);
    const index = { ...real, height: 91_842, hash: hash as typeof real.hash };
    const result = connectBlock({
      block,
      index,
      view: start.coins,
      params: { ...old, subsidyHalvingInterval: 210_000 },
    });
    if (!('created' in result)) throw new Error(result.verdict.reason);
    const set = start.coins.copy();
    applyConnect(set, result);
    expect(set.size).toBe(start.coins.size);
    expect(set.get(txidOf(twin), 0)!.height).toBe(91_842);
    disconnectBlock(set, result);
    expect(contents(set)).toBe(contents(start.coins));
  });

  test('refuse to work on the wrong set of coins', () => {
    const { change } = mineOn(start, { transactions: [pay()] });
    expect(() => applyConnect(new UtxoSet(), change!)).toThrow('Invariant');
    expect(() => disconnectBlock(start.coins.copy(), change!)).toThrow('Invariant');
  });
});

test('a reorganisation is disconnects and connects, and ends where a fresh start ends', () => {
  //   b8 -> b9a (pay) -> b10a
  //     \-> b9b -> b10b (pay) -> b11b
  const tx = pay();
  const b9a = mineOn(start, { transactions: [tx], tag: 'a' });
  const b10a = mineOn(b9a, { tag: 'a' });
  const b9b = mineOn(start, { tag: 'b' });
  const b10b = mineOn(b9b, { transactions: [tx], tag: 'b' });
  const b11b = mineOn(b10b, { tag: 'b' });
  const set = b10a.coins.copy();
  disconnectBlock(set, b10a.change!);
  disconnectBlock(set, b9a.change!);
  for (const { change } of [b9b, b10b, b11b]) applyConnect(set, change!);
  expect(contents(set)).toBe(contents(b11b.coins));
});
