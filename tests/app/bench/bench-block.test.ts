import { describe, expect, test } from 'vitest';
import { benchBlock, benchPayment, messageBytes, messageRoom } from '#app/bench/bench-block';
import { checkTransaction } from '#bitcoin/consensus/check-transaction';
import { merkleRootOf } from '#bitcoin/consensus/merkle-root';
import { bytesToHex } from '#bitcoin/encoding/hex';

const request = { message: 'Hello from class', bits: 0x1f00ffff, serial: 7, extraNonce: 0 };

describe('block 170, mined again', () => {
  test('confirms the first payment there ever was', () => {
    expect(benchPayment).toBe('f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16');
  });

  test('has a coinbase that Bitcoin would accept, under a root that commits to it', () => {
    const block = benchBlock(request);
    expect(checkTransaction(block.coinbase)).toMatchObject({ ok: true });
    expect(block.merkleRoot).toBe(merkleRootOf([block.coinbaseTxid, block.payment]).root);
    expect(block.headerBytes).toHaveLength(80);
    expect(block.header.previousBlockHash).toBe(
      '000000002a22cfee1f2c846adbd12b3e183d4f97683f85dad08a79780a84bd55',
    );
  });

  test('extraNonce changes exactly its four bytes of the coinbase, and everything above', () => {
    const first = benchBlock(request);
    const second = benchBlock({ ...request, extraNonce: 0x01020304 });
    const at = first.extraNonceAt;
    expect(second.coinbaseHex.slice(at, at + 8)).toBe('04030201');
    expect(second.coinbaseHex.slice(0, at)).toBe(first.coinbaseHex.slice(0, at));
    expect(second.coinbaseHex.slice(at + 8)).toBe(first.coinbaseHex.slice(at + 8));
    expect(second.coinbaseTxid).not.toBe(first.coinbaseTxid);
    expect(bytesToHex(second.headerBytes).slice(72, 136)).not.toBe(
      bytesToHex(first.headerBytes).slice(72, 136),
    );
  });

  test('no two blocks of a series share a header', () => {
    const roots = new Set(
      Array.from({ length: 50 }, (_, serial) => benchBlock({ ...request, serial }).merkleRoot),
    );
    expect(roots.size).toBe(50);
  });

  test('words are cut at a whole character where the coinbase is full', () => {
    const long = '区块'.repeat(60);
    expect(messageBytes(long).length).toBeLessThanOrEqual(messageRoom);
    expect(messageBytes(long).length % 3).toBe(0);
    expect(checkTransaction(benchBlock({ ...request, message: long }).coinbase)).toMatchObject({ ok: true });
  });
});
