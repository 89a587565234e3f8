import { expect } from 'vitest';
import { DecodeError } from '#bitcoin/encoding/decode-error';
import type { Block } from '#bitcoin/primitives/block';
import { decodeBlock } from '#bitcoin/primitives/decode-block';
import { encodeBlock } from '#bitcoin/primitives/encode-block';
import { txidOf } from '#bitcoin/primitives/transaction-id';
import { createPayment } from '#bitcoin/wallet/create-payment';
import { walletScript } from '#bitcoin/wallet/wallet';
import {
  alice,
  bob,
  coinsOf,
  genesisState,
  judge,
  mined,
  mineMany,
  reasonOf,
  templateOn,
  testParams,
} from '../test-chain.ts';

/** About 2^14 tries a block, so that a changed header does not meet its target by luck. */
export const hard = { ...testParams, powLimitBits: 0x1f03ffff, powLimit: 0x3ffffn << 224n };

const easy = mineMany(genesisState(), 4);
export const parent = {
  ...easy,
  index: { ...easy.index, header: { ...easy.index.header, bits: hard.powLimitBits } },
};

export const block = mined(templateOn(parent, { transactions: payments(), params: hard }), hard);
export const bytes = encodeBlock(block);

function payments() {
  return (['p2wpkh', 'p2pkh'] as const).map((type, i) => {
    const result = createPayment({
      wallet: alice,
      coins: coinsOf(alice, easy).slice(i, i + 1),
      to: walletScript(bob, 0, type),
      amount: 1_000_000n,
      feeRateSatPerVb: 2,
      changeScript: walletScript(alice),
    });
    if (!result.ok) throw new Error(result.reason);
    return result.tx;
  });
}

/** The rule that must catch a block whose bytes are not those that were mined. */
function expectedReasons(mutated: Block): readonly string[] {
  const differs = Object.entries(mutated.header).some(
    ([key, value]) => block.header[key as keyof Block['header']] !== value,
  );
  if (differs) return ['high-hash'];
  const txids = (of: Block) => of.transactions.map(txidOf).join();
  if (txids(mutated) !== txids(block)) return ['bad-txnmrklroot'];
  return ['bad-witness-merkle-match', 'bad-witness-nonce-size'];
}

/** Flips the chosen bits of every byte and counts by whom the result is refused. Throws when anyone else catches it. */
export function flipBits(bitsOf: (offset: number) => readonly number[]): Map<string, number> {
  const caught = new Map<string, number>();
  for (let offset = 0; offset < bytes.length; offset++) {
    for (const bit of bitsOf(offset)) {
      const flipped = bytes.slice();
      flipped[offset]! ^= 1 << bit;
      const reason = judgeBytes(flipped);
      caught.set(reason, (caught.get(reason) ?? 0) + 1);
    }
  }
  return caught;
}

function judgeBytes(flipped: Uint8Array): string {
  let mutated: Block;
  try {
    mutated = decodeBlock(flipped);
  } catch (error) {
    if (error instanceof DecodeError) return 'undecodable';
    throw error;
  }
  const reason = reasonOf(judge(mutated, parent, hard).verdict);
  expect(expectedReasons(mutated)).toContain(reason);
  return reason;
}
