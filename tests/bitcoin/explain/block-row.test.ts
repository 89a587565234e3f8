import { describe, expect, test } from 'vitest';
import { mainnetGenesisBlock } from '#bitcoin/chain/genesis-block';
import { classParams, mainnetParams } from '#bitcoin/consensus/params';
import { textToBytes } from '#bitcoin/encoding/latin1';
import { type BlockRow, blockRow, blockRowsCsv, minerOf } from '#bitcoin/explain/block-row';
import type { Transaction } from '#bitcoin/primitives/transaction';
import { p2pkhScript } from '#bitcoin/script/standard-scripts';

const row = blockRow({ block: mainnetGenesisBlock, height: 0, fees: 0n, params: mainnetParams });

test('the genesis block has the sizes of the lecture', () => {
  expect(row).toMatchObject({
    height: 0,
    hash: '000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f',
    transactions: 1,
    strippedSize: 285,
    size: 285,
    weight: 1140,
    subsidy: 5_000_000_000n,
    fees: 0n,
    reward: 5_000_000_000n,
    meanFee: 0n,
    meanFeePerKiloWeight: 0n,
  });
  expect(row.miner).toContain('The Times 03/Jan/2009');
});

test("the lecture's mean fee is by thousand weight units, not by transaction", () => {
  // Heights 501,386 and 501,384 of the lecture's table: fees in satoshis, weight, mean fee.
  for (const [fees, weight, mean] of [
    [363_206_418n, 3_992_757n, 90_966n],
    [798_519_784n, 3_993_150n, 199_972n],
  ] as const)
    expect((fees * 2000n + weight) / (2n * weight)).toBe(mean);
  const paid = blockRow({ block: mainnetGenesisBlock, height: 0, fees: 1_140n, params: mainnetParams });
  expect(paid.meanFeePerKiloWeight).toBe(1000n);
  expect(paid.reward).toBe(5_000_001_140n);
});

describe('the miner is', () => {
  const coinbase = (text: string): Transaction => ({
    ...mainnetGenesisBlock.transactions[0]!,
    inputs: [{ ...mainnetGenesisBlock.transactions[0]!.inputs[0]!, scriptSig: textToBytes(text) }],
    outputs: [{ value: 1n, scriptPubKey: p2pkhScript(new Uint8Array(20)) }],
  });

  test('the longest readable text of the coinbase', () => {
    expect(minerOf(coinbase('\x03abc\x01/alice/\x02\xff'), classParams)).toBe('/alice/');
  });

  test('else the address paid, else nobody', () => {
    expect(minerOf(coinbase('\x03a\x01'), classParams)).toBe('mfWxJ45yp2SFn7UciZyNpvDKrzbhyfKrY8');
    expect(minerOf(undefined, classParams)).toBe('');
  });
});

test('as CSV, a row keeps its satoshis, and text cannot become a formula', () => {
  const rows: readonly BlockRow[] = [{ ...row, miner: '=1+"2",3' }];
  const [header, line, end] = blockRowsCsv(rows).split('\r\n');
  expect(header!.split(',').length).toBe(13);
  expect(line).toBe(
    `0,"'=1+""2"",3",1,285,285,1140,0.00000000,0.00000000,50.00000000,0.00000000,50.00000000,${row.hash},1231006505`,
  );
  expect(end).toBe('');
});
