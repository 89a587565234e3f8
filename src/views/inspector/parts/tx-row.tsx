import type { ReactNode } from 'react';
import type { TxRecord } from '#simulation/records';
import { formatAmount } from '../../format/coins.ts';
import { useStudioCore } from '../../use-studio.ts';
import { useText } from '../../use-text.ts';
import { TxLink } from './object-link.tsx';
import css from './tx-row.module.css';

/** A list of transactions, one a line: id, what it does, and whatever the caller puts at the end. */
export function TxRows({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ul className={css.rows} aria-label={label}>
      {children}
    </ul>
  );
}

/** One transaction of a list. */
export function TxRow({ tx, end }: { readonly tx: number; readonly end?: ReactNode }) {
  return (
    <li className={css.row}>
      <span className={css.id}>
        <TxLink tx={tx} />
      </span>
      <span className={css.what}>
        <TxGist tx={tx} />
      </span>
      <span className={css.end}>{end}</span>
    </li>
  );
}

/** What a transaction does in a few words: `Alice → Bob 0.50`, or new coins for whom. */
export function TxGist({ tx }: { readonly tx: number }) {
  const t = useText('inspector');
  const { nodes, transactions } = useStudioCore().history();
  const record = transactions[tx];
  if (record === undefined) return null;
  const name = (node: number) => nodes[node]?.name ?? t('somebody');
  if (record.coinbase) {
    const owner = record.outputs[0]?.owner ?? -1;
    return owner < 0 ? t('gist.coinbase') : t('gist.coinbaseFor', { name: name(owner) });
  }
  if (record.to < 0)
    return t('gist.outputs', { count: record.outputs.length, amount: formatAmount(totalOut(record)) });
  return (
    <>
      {name(record.from)} <span aria-hidden="true">→</span> {name(record.to)}{' '}
      <span className={css.amount}>{formatAmount(record.amount)}</span>
    </>
  );
}

function totalOut(record: TxRecord): string {
  return record.outputs.reduce((sum, output) => sum + BigInt(output.value), 0n).toString();
}
