import fc from 'fast-check';
import { bytesToHex } from '#bitcoin/encoding/hex';
import type { Txid } from '#bitcoin/primitives/hashes';
import type { Transaction, TxInput, TxOutput } from '#bitcoin/primitives/transaction';

/** Any number of bytes up to `max`. */
export const bytesUpTo = (max: number) => fc.uint8Array({ maxLength: max });
/** Exactly so many bytes. */
export const bytesOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
/** Any 32-bit number without sign. */
export const uint32 = fc.integer({ min: 0, max: 0xffffffff });

const input = (witnessItems: number): fc.Arbitrary<TxInput> =>
  fc.record({
    previousOutput: fc.record({
      txid: bytesOf(32).map((bytes) => bytesToHex(bytes) as Txid),
      index: uint32,
    }),
    scriptSig: bytesUpTo(90),
    sequence: uint32,
    witness: fc.array(bytesUpTo(80), { maxLength: witnessItems }),
  });

/** An output of any amount a 63-bit number can hold. */
export const arbitraryOutput: fc.Arbitrary<TxOutput> = fc.record({
  value: fc.bigInt({ min: 0n, max: (1n << 62n) - 1n }),
  scriptPubKey: bytesUpTo(300),
});

/** A well-formed transaction that nobody needs to accept; at least one input, as the encoding requires.
 * @param witnessItems most items a witness has; 0 for transactions without */
export const arbitraryTransaction = (witnessItems = 4): fc.Arbitrary<Transaction> =>
  fc.record({
    version: uint32,
    inputs: fc.array(input(witnessItems), { minLength: 1, maxLength: 4 }),
    outputs: fc.array(arbitraryOutput, { maxLength: 4 }),
    lockTime: uint32,
  });

/** A private key: 32 bytes that are neither zero nor above the group order. */
export const arbitraryPrivateKey = bytesOf(32).filter(
  (key) => key[0]! < 0xff && key.some((byte) => byte !== 0),
);
