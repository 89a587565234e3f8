import * as reference from 'bitcoinjs-lib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { valueOutOf } from '#bitcoin/consensus/check-tx-inputs';
import { parseDerSignatureLax } from '#bitcoin/crypto/der-signature';
import { bytesToHex } from '#bitcoin/encoding/hex';
import { acceptToMempool } from '#bitcoin/mempool/accept-to-mempool';
import { createMempool } from '#bitcoin/mempool/mempool';
import { defaultMempoolPolicy } from '#bitcoin/mempool/policy';
import { encodeTransaction } from '#bitcoin/primitives/encode-transaction';
import { txidOf, wtxidOf } from '#bitcoin/primitives/transaction-id';
import { vsizeOf } from '#bitcoin/primitives/transaction-size';
import { standardFlags } from '#bitcoin/script/flags';
import { verifyInput } from '#bitcoin/script/verify-input';
import { conflictingPayment, createPayment } from '#bitcoin/wallet/create-payment';
import { deriveKey } from '#bitcoin/wallet/derive-key';
import { selectCoins } from '#bitcoin/wallet/select-coins';
import { createWallet, keyForScript, walletScript } from '#bitcoin/wallet/wallet';
import { balanceOf, type WalletCoin, walletCoins } from '#bitcoin/wallet/wallet-coins';
import { alice, ascii, bob, coinsOf, genesisState, mineMany, mineOn, testParams } from '../test-chain.ts';

const start = mineMany(genesisState(), 8);

/** A wallet coin that nobody needs to have mined. */
function coin(n: number, value: bigint, script = walletScript(alice)): WalletCoin {
  const txid = n.toString(16).padStart(64, '0') as WalletCoin['outpoint']['txid'];
  const key = `${txid}:0` as WalletCoin['key'];
  return { key, outpoint: { txid, index: 0 }, output: { value, scriptPubKey: script }, confirmations: 6 };
}

describe('keys', () => {
  test('follow from a label and a number, the same everywhere and for ever', () => {
    expect(bytesToHex(deriveKey(ascii('alice'), 0))).toBe(bytesToHex(deriveKey(ascii('alice'), 0)));
    const keys = [
      deriveKey(ascii('alice'), 0),
      deriveKey(ascii('alice'), 1),
      deriveKey(ascii('alice'), 256),
      deriveKey(ascii('bob'), 0),
      deriveKey(ascii(''), 0),
    ].map(bytesToHex);
    expect(new Set(keys).size).toBe(5);
    expect(keys[0]).toBe('33985607a7fe04c08cbcd8a2804b46b7d290c4a929d091201deca27aef2177ef');
  });

  test('are found again by the scripts they unlock', () => {
    const wallet = createWallet(ascii('carol'), 3);
    expect(keyForScript(wallet, walletScript(wallet, 2, 'p2pkh'))).toMatchObject({ type: 'p2pkh' });
    expect(keyForScript(wallet, walletScript(wallet, 1))?.key).toBe(wallet.keys[1]);
    expect(keyForScript(wallet, walletScript(alice))).toBeUndefined();
    expect(() => walletScript(wallet, 3)).toThrow(RangeError);
  });
});

describe('coins of a wallet', () => {
  test('are mature, its own, unspent in the mempool, and sorted', () => {
    expect(coinsOf(alice, start).length).toBe(6);
    expect(coinsOf(bob, start)).toEqual([]);
    expect(balanceOf(coinsOf(alice, start))).toBe(30_000_000_000n);
    expect(coinsOf(alice, start)[0]!.confirmations).toBeGreaterThanOrEqual(3);
    const result = createPayment({
      wallet: alice,
      coins: coinsOf(alice, start),
      to: walletScript(bob),
      amount: 1_000n,
      feeRateSatPerVb: 1,
      changeScript: walletScript(alice),
    });
    if (!result.ok) throw new Error(result.reason);
    const mempool = createMempool();
    const { time } = start.index.header;
    const request = { mempool, view: start.coins, tip: start.index, time, params: testParams };
    expect(acceptToMempool({ ...request, tx: result.tx, policy: defaultMempoolPolicy }).verdict.ok).toBe(
      true,
    );
    const listing = {
      coins: start.coins.coins,
      tipHeight: start.index.height,
      params: testParams,
      mempool,
    };
    expect(walletCoins({ ...listing, wallet: alice }).length).toBe(5);
    const withChange = walletCoins({ ...listing, wallet: alice, unconfirmedChange: true });
    expect(withChange.length).toBe(6);
    expect(withChange.find((each) => each.confirmations === 0)!.output).toEqual(result.change);
    // Bob has been paid, but by a stranger who can still take it back.
    expect(walletCoins({ ...listing, wallet: bob, unconfirmedChange: true })).toEqual([]);
  });
});

describe('coin selection', () => {
  test('takes the largest first and stops when it is enough', () => {
    const coins = [coin(1, 10n), coin(2, 50n), coin(3, 30n)];
    const chosen = selectCoins(coins, 60n, () => 1n);
    expect(chosen).toMatchObject({ ok: true, total: 80n });
    expect(chosen.ok && chosen.selected.map((each) => each.output.value)).toEqual([50n, 30n]);
  });

  test('leaves coins alone that cost more than they bring', () => {
    expect(selectCoins([coin(1, 10n), coin(2, 5n)], 9n, () => 5n)).toEqual({ ok: false, available: 5n });
  });

  test('succeeds exactly when the coins worth spending suffice, whatever their order', () => {
    const values = fc.array(fc.bigInt({ min: 1n, max: 1000n }), { maxLength: 12 });
    fc.assert(
      fc.property(values, fc.bigInt({ min: 1n, max: 4000n }), (list, target) => {
        const coins = list.map((value, i) => coin(i, value));
        const worth = list.filter((value) => value > 7n).reduce((sum, value) => sum + value - 7n, 0n);
        const chosen = selectCoins(coins, target, () => 7n);
        expect(chosen.ok).toBe(worth >= target);
        expect(selectCoins([...coins].reverse(), target, () => 7n)).toEqual(chosen);
      }),
    );
  });
});

describe('payments', () => {
  test('pay what was asked, conserve value, meet the fee rate and are valid', () => {
    const types = fc.constantFrom('p2pkh' as const, 'p2wpkh' as const);
    const wallets = fc.array(fc.tuple(types, fc.bigInt({ min: 2_000n, max: 10_000_000n })), {
      minLength: 1,
      maxLength: 4,
    });
    const rate = fc.double({ min: 1, max: 60, noNaN: true });
    fc.assert(
      fc.property(
        wallets,
        fc.bigInt({ min: 600n, max: 6_000_000n }),
        rate,
        types,
        (list, amount, feeRate, to) => {
          const coins = list.map(([type, value], i) => coin(i, value, walletScript(alice, i % 2, type)));
          const result = createPayment({
            wallet: alice,
            coins,
            to: walletScript(bob, 0, to),
            amount,
            feeRateSatPerVb: feeRate,
            changeScript: walletScript(alice, 1),
          });
          if (!result.ok) {
            expect(result.needed).toBeGreaterThan(result.available);
            return;
          }
          const { tx, fee, selected, change } = result;
          expect(balanceOf(selected)).toBe(valueOutOf(tx) + fee);
          expect(tx.outputs[0]).toEqual({ value: amount, scriptPubKey: walletScript(bob, 0, to) });
          expect(tx.outputs[1]).toEqual(change);
          expect(Number(fee)).toBeGreaterThanOrEqual(Math.ceil(vsizeOf(tx) * feeRate));
          // Every signature may be two bytes shorter than allowed for; without change, what it would cost is lost too.
          const slack = (2 * selected.length + 2) * feeRate + 1 + (change ? 0 : 1_092 + 34 * feeRate);
          expect(Number(fee)).toBeLessThanOrEqual(vsizeOf(tx) * feeRate + slack);
          const spent = selected.map((each) => each.output);
          for (let i = 0; i < spent.length; i++) {
            expect(verifyInput(tx, i, spent, standardFlags)).toEqual({ ok: true });
          }
          const decoded = reference.Transaction.fromBuffer(encodeTransaction(tx, { witness: true }));
          expect(decoded.getId()).toBe(txidOf(tx));
          expect(decoded.virtualSize()).toBe(vsizeOf(tx));
        },
      ),
      { numRuns: 25 },
    );
  });

  test('are the same bytes every time, with s in the lower half', () => {
    const request = {
      wallet: alice,
      coins: [coin(1, 100_000n)],
      to: walletScript(bob),
      amount: 50_000n,
      feeRateSatPerVb: 2,
      changeScript: walletScript(alice),
    };
    const [a, b] = [createPayment(request), createPayment(request)];
    if (!a.ok || !b.ok) throw new Error('funds');
    expect(wtxidOf(a.tx)).toBe(wtxidOf(b.tx));
    const signature = parseDerSignatureLax(a.tx.inputs[0]!.witness[0]!.slice(0, -1))!;
    expect(signature.s < 1n << 255n).toBe(true);
  });

  test('signal replacement and lock times by their sequence numbers', () => {
    const sequence = (change: { replaceable?: boolean; lockTime?: number }) => {
      const result = createPayment({
        wallet: alice,
        coins: [coin(1, 100_000n)],
        to: walletScript(bob),
        amount: 50_000n,
        feeRateSatPerVb: 2,
        changeScript: walletScript(alice),
        ...change,
      });
      return result.ok ? result.tx.inputs[0]!.sequence : undefined;
    };
    expect(sequence({})).toBe(0xffff_fffd);
    expect(sequence({ replaceable: false })).toBe(0xffff_ffff);
    expect(sequence({ replaceable: false, lockTime: 100 })).toBe(0xffff_fffe);
  });

  test('say what is missing when there is not enough', () => {
    const result = createPayment({
      wallet: alice,
      coins: [coin(1, 10_000n)],
      to: walletScript(bob),
      amount: 10_000n,
      feeRateSatPerVb: 1,
      changeScript: walletScript(alice),
    });
    expect(result).toMatchObject({ ok: false, reason: 'insufficient funds' });
  });

  test('leave no change that is not worth having', () => {
    const result = createPayment({
      wallet: alice,
      coins: [coin(1, 10_000n)],
      to: walletScript(bob),
      amount: 9_500n,
      feeRateSatPerVb: 1,
      changeScript: walletScript(alice),
    });
    expect(result).toMatchObject({ ok: true, change: undefined, fee: 500n });
  });

  test('can be made twice with the same coins, and only one can be mined', () => {
    const coins = coinsOf(alice, start).slice(0, 1);
    const request = { wallet: alice, coins, to: walletScript(bob), fee: 1_000n };
    const first = conflictingPayment(request);
    const second = conflictingPayment({ ...request, to: walletScript(alice, 1), fee: 2_000n });
    if (!first.ok || !second.ok) throw new Error('funds');
    expect(first.tx.inputs[0]!.previousOutput).toEqual(second.tx.inputs[0]!.previousOutput);
    expect(txidOf(first.tx)).not.toBe(txidOf(second.tx));
    const next = mineOn(start, { transactions: [first.tx] });
    expect(() => mineOn(next, { transactions: [second.tx] })).toThrow('bad-txns-inputs-missingorspent');
    expect(conflictingPayment({ ...request, fee: 5_000_000_000n }).ok).toBe(false);
  });
});
