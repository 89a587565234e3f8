import { decodeTransaction } from '../primitives/decode-transaction.ts';
import type { Field } from './field.ts';
import { annotate, type FieldReader } from './field-reader.ts';
import { formatBitcoin } from './format-bitcoin.ts';

/** Every byte of a transaction, named:
 * ```
 * version | marker flag | inputs | outputs | witnesses | locktime
 *           └ only with a witness ┘          └ likewise ┘
 * ```
 * @see BIP-0144 */
export function annotateTransaction(bytes: Uint8Array): readonly Field[] {
  return annotate(bytes, decodeTransaction, readTransactionFields);
}

/** Names the fields of one transaction at the reader's place, which decoding has already found well-formed. */
export function readTransactionFields(reader: FieldReader): void {
  reader.u32('version');
  // No transaction without inputs goes over the network: the empty list announces a witness instead.
  const hasWitness = reader.peek() === 0 && reader.peek(1) !== 0 && reader.peek(1) !== undefined;
  if (hasWitness) {
    reader.hex('segwitMarker', 1);
    reader.hex('segwitFlag', 1);
  }
  let inputs = 0;
  reader.list('vin', 'inputCount', (index) => {
    inputs = index + 1;
    readInputFields(reader);
  });
  reader.list('vout', 'outputCount', () => readOutputFields(reader));
  if (hasWitness)
    for (let i = 0; i < inputs; i++)
      reader.within(`vin[${i}]`, () => {
        const items = reader.compactSize('witnessItemCount', 'txinwitness.length');
        for (let item = 0; item < items; item++)
          reader.varBytes('witnessItem', { path: `txinwitness[${item}]` });
      });
  reader.u32('locktime');
}

function readInputFields(reader: FieldReader): void {
  reader.hash('previousTxid', 'txid');
  reader.u32('previousIndex', String, 'vout');
  reader.varBytes('scriptSig', { path: 'scriptSig.hex', sizePath: 'scriptSig.size' });
  reader.u32('sequence');
}

function readOutputFields(reader: FieldReader): void {
  reader.i64('value', formatBitcoin);
  reader.varBytes('scriptPubKey', { path: 'scriptPubKey.hex', sizePath: 'scriptPubKey.size' });
}
