import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { packTransactions } from '#app/pack-transactions';
import type { TxRecord } from '#simulation/records';

const hash = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));
const amount = fc.oneof(
  fc.constant(''),
  fc.bigInt({ min: 0n, max: 2_100_000_000_000_000n }).map(String),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n }).map(String),
);
const node = fc.integer({ min: -1, max: 10_000 });
const record = fc.record({
  txid: hash,
  wtxid: hash,
  same: fc.boolean(),
  coinbase: fc.boolean(),
  raw: fc.uint8Array({ minLength: 60, maxLength: 400 }),
  size: fc.nat(1_000_000),
  vsize: fc.nat(1_000_000),
  weight: fc.nat(4_000_000),
  fee: amount,
  inputs: fc.array(
    fc.record({ txid: hash, vout: fc.nat(2 ** 32 - 1), source: node, value: amount, owner: node }),
    { maxLength: 4 },
  ),
  outputs: fc.array(
    fc.record({ value: amount, owner: node, address: fc.constantFrom('', 'bcrt1qone', 'bcrt1qtwo') }),
    { maxLength: 4 },
  ),
  from: node,
  to: node,
  amount,
});

test('a packed transaction reads as it was, whether it names in its bytes what it spends or not', () => {
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 12 }), fc.boolean(), (list, inside) => {
      const records = list.map(({ same, raw, ...tx }, index): TxRecord => {
        const spent = Buffer.from(tx.inputs[0]?.txid ?? '', 'hex').reverse();
        const bytes = Buffer.from(raw);
        if (inside) bytes.set(spent, 5);
        return { ...tx, index, wtxid: same ? tx.txid : tx.wtxid, hex: bytes.toString('hex') };
      });
      const packed = packTransactions(records);
      for (const [index, tx] of packed.entries()) {
        const names = Object.keys(records[index]!) as (keyof TxRecord)[];
        const read = Object.fromEntries(names.map((name) => [name, tx[name]]));
        expect(read).toEqual(records[index]);
      }
    }),
  );
});

test('what is no transaction of the network stays as it is', () => {
  const odd = { txid: 'pay', wtxid: 'pay', hex: '', inputs: [], outputs: [] } as unknown as TxRecord;
  expect(packTransactions([odd])[0]).toBe(odd);
});
