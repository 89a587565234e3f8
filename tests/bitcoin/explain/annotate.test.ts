import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mainnetGenesisBlock } from '#bitcoin/chain/genesis-block';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { annotateBlock } from '#bitcoin/explain/annotate-block';
import { annotateHeader } from '#bitcoin/explain/annotate-header';
import { annotateMessage, annotatePayload } from '#bitcoin/explain/annotate-message';
import { annotateScript } from '#bitcoin/explain/annotate-script';
import { annotateTransaction } from '#bitcoin/explain/annotate-transaction';
import type { Field } from '#bitcoin/explain/field';
import { encodeHeader } from '#bitcoin/primitives/block-header';
import { encodeBlock } from '#bitcoin/primitives/encode-block';
import { encodeTransaction } from '#bitcoin/primitives/encode-transaction';
import { encodePayload } from '#bitcoin/wire/encode-payload';
import { frame } from '#bitcoin/wire/frame';
import { arbitraryHeader, arbitraryMessage, arbitraryTransaction } from '../wire/arbitrary-message.ts';

/** Every byte belongs to exactly one field, and no two fields share a path. */
function expectCovered(fields: readonly Field[], length: number, start = 0): void {
  let at = start;
  for (const field of fields) {
    expect(field.start).toBe(at);
    expect(field.end).toBeGreaterThanOrEqual(field.start);
    at = field.end;
  }
  expect(at).toBe(length);
  expect(new Set(fields.map(({ path }) => path)).size).toBe(fields.length);
}

const isWhole = (fields: readonly Field[]) => fields.every(({ key }) => key !== 'malformed');

describe('well-formed bytes are covered by named fields:', () => {
  test('transactions', () => {
    fc.assert(
      fc.property(arbitraryTransaction, (tx) => {
        const bytes = encodeTransaction(tx, { witness: true });
        const fields = annotateTransaction(bytes);
        expectCovered(fields, bytes.length);
        expect(isWhole(fields)).toBe(true);
        const value = (path: string) => fields.find((field) => field.path === path)?.value;
        expect(value('version')).toBe(String(tx.version));
        expect(value('vin[0].txid')).toBe(tx.inputs[0]!.previousOutput.txid);
        expect(value('vout.length')).toBe(String(tx.outputs.length));
        expect(value('locktime')).toBe(String(tx.lockTime));
      }),
      { numRuns: 50 },
    );
  });

  test('headers and blocks', () => {
    fc.assert(
      fc.property(
        arbitraryHeader,
        fc.array(arbitraryTransaction, { maxLength: 3 }),
        (header, transactions) => {
          const headerFields = annotateHeader(encodeHeader(header));
          expectCovered(headerFields, 80);
          expect(headerFields.map(({ start }) => start)).toEqual([0, 4, 36, 68, 72, 76]);
          const bytes = encodeBlock({ header, transactions });
          const fields = annotateBlock(bytes);
          expectCovered(fields, bytes.length);
          expect(isWhole(fields)).toBe(true);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('messages of every kind, with and without their frame', () => {
    fc.assert(
      fc.property(arbitraryMessage, (message) => {
        const payload = encodePayload(message);
        const fields = annotatePayload(message.type, payload);
        expectCovered(fields, payload.length);
        expect(isWhole(fields)).toBe(true);
        const bytes = frame(message, 0xd9b4bef9);
        const framed = annotateMessage(bytes);
        expectCovered(framed, bytes.length);
        expect(isWhole(framed)).toBe(true);
        expect(framed.slice(0, 4).map(({ key, end }) => [key, end])).toEqual([
          ['magic', 4],
          ['command', 16],
          ['length', 20],
          ['checksum', 24],
        ]);
        expect(framed[1]!.value).toBe(message.type);
      }),
      { numRuns: 150 },
    );
  });

  test('the genesis header, field by field', () => {
    expect(
      annotateHeader(encodeHeader(mainnetGenesisBlock.header)).map(({ key, value }) => [key, value]),
    ).toEqual([
      ['version', '1'],
      ['previousblockhash', '0'.repeat(64)],
      ['merkleroot', '4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b'],
      ['time', '1231006505'],
      ['bits', '1d00ffff'],
      ['nonce', '2083236893'],
    ]);
  });
});

describe('malformed bytes', () => {
  const genesisCoinbase = encodeTransaction(mainnetGenesisBlock.transactions[0]!, { witness: true });

  test('are named up to the place where reading stops, and the rest says why', () => {
    const fields = annotateTransaction(genesisCoinbase.subarray(0, 50));
    expectCovered(fields, 50);
    expect(fields.at(-1)).toMatchObject({ key: 'malformed', start: 42, end: 50 });
    expect(fields.at(-1)!.value).toMatch(/77 bytes wanted/);
  });

  test('that are too many are marked', () => {
    const fields = annotateTransaction(Uint8Array.of(...genesisCoinbase, 0, 0));
    expect(fields.at(-1)).toMatchObject({ key: 'malformed', start: 204, end: 206 });
  });

  test('that are missing at the very end are marked there', () => {
    const fields = annotateHeader(new Uint8Array(76));
    expect(fields.at(-1)).toMatchObject({ key: 'malformed', start: 76, end: 76 });
  });

  test('of any kind are covered and never crash', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        for (const annotated of [annotateTransaction, annotateHeader, annotateBlock, annotateMessage])
          expectCovered(annotated(bytes), bytes.length);
        const script = annotateScript(bytes);
        expectCovered(script, bytes.length);
      }),
      { numRuns: 300 },
    );
  });

  test('made by changing one byte of a message are covered', () => {
    fc.assert(
      fc.property(arbitraryMessage, fc.nat(), fc.nat(255), (message, at, byte) => {
        const payload = encodePayload(message).slice();
        if (payload.length > 0) payload[at % payload.length] = byte;
        expectCovered(annotatePayload(message.type, payload), payload.length);
      }),
      { numRuns: 200 },
    );
  });
});

test('a script falls into opcodes, pushes and what they push', () => {
  const script = hexToBytes('76a90600112233445588004c02aabb');
  expect(annotateScript(script, 100).map(({ start, end, key, value }) => [start, end, key, value])).toEqual([
    [100, 101, 'opcode', 'OP_DUP'],
    [101, 102, 'opcode', 'OP_HASH160'],
    [102, 103, 'push', 'OP_PUSHBYTES_6'],
    [103, 109, 'data', '001122334455'],
    [109, 110, 'opcode', 'OP_EQUALVERIFY'],
    [110, 111, 'opcode', 'OP_0'],
    [111, 113, 'push', 'OP_PUSHDATA1'],
    [113, 115, 'data', 'aabb'],
  ]);
  expect(annotateScript(hexToBytes('5105aa')).at(-1)).toMatchObject({ key: 'malformed', start: 1, end: 3 });
});
