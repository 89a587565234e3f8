import { describe, expect, test } from 'vitest';
import { checkTransaction } from '#bitcoin/consensus/check-transaction';
import { type Txid, zeroHash } from '#bitcoin/primitives/hashes';
import type { Transaction, TxInput, TxOutput } from '#bitcoin/primitives/transaction';
import { reasonOf } from '../test-chain.ts';

const txid = 'ab'.repeat(32) as Txid;

function input(index: number, change: Partial<TxInput> = {}): TxInput {
  return {
    previousOutput: { txid, index },
    scriptSig: new Uint8Array(0),
    sequence: 0xffff_ffff,
    witness: [],
    ...change,
  };
}

function output(value: bigint, scriptBytes = 25): TxOutput {
  return { value, scriptPubKey: new Uint8Array(scriptBytes) };
}

function tx(change: Partial<Transaction> = {}): Transaction {
  return { version: 2, inputs: [input(0)], outputs: [output(1n)], lockTime: 0, ...change };
}

function coinbase(scriptBytes: number): Transaction {
  const previousOutput = { txid: zeroHash, index: 0xffff_ffff };
  return tx({ inputs: [input(0, { previousOutput, scriptSig: new Uint8Array(scriptBytes) })] });
}

const nothing = { txid: zeroHash, index: 0xffff_ffff };

describe('a transaction by itself', () => {
  test.each<[string, Transaction]>([
    ['accepted', tx()],
    ['accepted', tx({ inputs: [input(0), input(1)], outputs: [output(0n), output(0n)] })],
    ['accepted', tx({ outputs: [output(2_100_000_000_000_000n)] })],
    ['accepted', tx({ inputs: [input(0, { previousOutput: { txid: zeroHash, index: 0 } })] })],
    ['accepted', coinbase(2)],
    ['accepted', coinbase(100)],
    ['bad-txns-vin-empty', tx({ inputs: [] })],
    ['bad-txns-vout-empty', tx({ outputs: [] })],
    ['bad-txns-oversize', tx({ outputs: [output(1n, 1_000_000)] })],
    ['bad-txns-vout-negative', tx({ outputs: [output(-1n)] })],
    ['bad-txns-vout-toolarge', tx({ outputs: [output(2_100_000_000_000_001n)] })],
    ['bad-txns-txouttotal-toolarge', tx({ outputs: [output(2_100_000_000_000_000n), output(1n)] })],
    ['bad-txns-inputs-duplicate', tx({ inputs: [input(3), input(4), input(3)] })],
    ['bad-cb-length', coinbase(1)],
    ['bad-cb-length', coinbase(101)],
    ['bad-txns-prevout-null', tx({ inputs: [input(0), input(0, { previousOutput: nothing })] })],
  ])('%s', (reason, subject) => {
    expect(reasonOf(checkTransaction(subject))).toBe(reason);
    expect(checkTransaction(subject)).toBe(checkTransaction(subject));
  });

  test('the sum that made 184 billion bitcoins in block 74638 is refused', () => {
    const half = output(9_223_372_036_854_277_039n);
    expect(reasonOf(checkTransaction(tx({ outputs: [half, half] })))).toBe('bad-txns-vout-toolarge');
  });
});
