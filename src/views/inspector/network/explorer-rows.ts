import type { History } from '#app/history';

/** One line of the lecture's explorer table. Amounts are satoshis. */
export interface ExplorerRow {
  readonly block: number;
  readonly height: number;
  readonly miner: string;
  readonly transactions: number;
  readonly strippedSize: number;
  readonly size: number;
  readonly weight: number;
  /** Fees by thousand weight units, rounded to the nearest: the lecture's column. */
  readonly meanFee: bigint;
  readonly reward: bigint;
}

/** Columns that the table can be sorted by. */
export type ExplorerColumn = Exclude<keyof ExplorerRow, 'block'>;

/** The columns in the order of the lecture's table. */
export const explorerColumns: readonly ExplorerColumn[] = [
  'height',
  'miner',
  'transactions',
  'strippedSize',
  'size',
  'weight',
  'meanFee',
  'reward',
];

/** The chain that ends in `tip` as table rows, newest first.
 * @param most so many blocks at most */
export function explorerRows(history: History, tip: number, most = 2_000): readonly ExplorerRow[] {
  const rows: ExplorerRow[] = [];
  for (let at = tip; at >= 0 && rows.length < most; at = history.blocks[at]!.parent) {
    const block = history.blocks[at]!;
    const fees = BigInt(block.fees);
    rows.push({
      block: at,
      height: block.height,
      miner: history.nodes[block.miner]?.name ?? '',
      transactions: block.transactions.length,
      strippedSize: block.strippedSize,
      size: block.size,
      weight: block.weight,
      meanFee: (fees * 2000n + BigInt(block.weight)) / (2n * BigInt(block.weight)),
      reward: BigInt(block.subsidy) + fees,
    });
  }
  return rows;
}

/** The rows in the order of one column; equal ones by height. */
export function sortExplorerRows(
  rows: readonly ExplorerRow[],
  column: ExplorerColumn,
  descending: boolean,
): readonly ExplorerRow[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((p, q) => {
    const [a, b] = [p[column], q[column]];
    return a === b ? q.height - p.height : a < b ? -sign : sign;
  });
}

/** The rows as comma-separated values with Core's names of the fields; amounts in coins with eight decimals. */
export function explorerCsv(rows: readonly ExplorerRow[]): string {
  const header = 'height,miner,txs,stripped_size,size,weight,mean_fee,reward';
  const lines = rows.map((row) =>
    [
      row.height,
      quoted(row.miner),
      row.transactions,
      row.strippedSize,
      row.size,
      row.weight,
      coins(row.meanFee),
      coins(row.reward),
    ].join(','),
  );
  return `${[header, ...lines].join('\r\n')}\r\n`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function coins(satoshis: bigint): string {
  return `${satoshis / 100_000_000n}.${(satoshis % 100_000_000n).toString().padStart(8, '0')}`;
}
