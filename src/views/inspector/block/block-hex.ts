import type { History } from '#app/history';
import type { BlockRecord } from '#simulation/records';
import { shortHash } from '../../format/short-hash.ts';
import type { HexField } from '../bytes/hex-field.ts';

/** Names of the parts, in the reader's language. */
export interface BlockPartNames {
  readonly header: string;
  readonly count: string;
  readonly coinbase: string;
  readonly tx: (txid: string) => string;
}

/** All bytes of a block in hex: header, number of transactions, transactions. */
export function blockHex(history: History, record: BlockRecord): string {
  return (
    record.headerHex +
    countHex(record.transactions.length) +
    record.transactions.map((tx) => history.transactions[tx]?.hex ?? '').join('')
  );
}

/** The block's parts as byte ranges: the header, the count, a run for each transaction. */
export function blockFields(
  history: History,
  record: BlockRecord,
  names: BlockPartNames,
): readonly HexField[] {
  const count = countHex(record.transactions.length).length / 2;
  const fields: HexField[] = [
    { start: 0, end: 80, label: names.header, text: record.hash, hue: 0 },
    {
      start: 80,
      end: 80 + count,
      label: names.count,
      text: record.transactions.length.toString(),
      hue: 4,
    },
  ];
  let at = 80 + count;
  record.transactions.forEach((tx, index) => {
    const known = history.transactions[tx];
    if (known === undefined) return;
    const end = at + known.hex.length / 2;
    fields.push({
      start: at,
      end,
      label: known.coinbase ? names.coinbase : names.tx(shortHash(known.txid)),
      text: known.txid,
      hue: known.coinbase ? 1 : 2 + (index % 2) * 4,
    });
    at = end;
  });
  return fields;
}

/** A CompactSize below 2^32 in hex. */
function countHex(count: number): string {
  if (count < 0xfd) return byte(count);
  if (count <= 0xffff) return `fd${byte(count)}${byte(count >> 8)}`;
  return `fe${byte(count)}${byte(count >> 8)}${byte(count >> 16)}${byte(count >> 24)}`;
}

function byte(value: number): string {
  return (value & 255).toString(16).padStart(2, '0');
}
