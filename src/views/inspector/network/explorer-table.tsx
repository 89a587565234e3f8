import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../design/button.tsx';
import { formatCoins } from '../../format/coins.ts';
import { formatCount } from '../../format/quantity.ts';
import { useText } from '../../use-text.ts';
import { useMoment } from '../moment.ts';
import { Next } from '../parts/facts.tsx';
import { BlockLink } from '../parts/object-link.tsx';
import {
  type ExplorerColumn,
  type ExplorerRow,
  explorerColumns,
  explorerCsv,
  explorerRows,
  sortExplorerRows,
} from './explorer-rows.ts';
import css from './network-panel.module.css';

const shownAtFirst = 12;

/** The lecture's explorer table for the chain one looks at: sortable by every column, and saved as CSV. */
export function ExplorerTable() {
  const t = useText('inspector');
  const { history, tip } = useMoment();
  const [sort, setSort] = useState<{ column: ExplorerColumn; descending: boolean }>({
    column: 'height',
    descending: true,
  });
  const [all, setAll] = useState(false);
  const rows = sortExplorerRows(explorerRows(history, tip), sort.column, sort.descending);
  const shown = all ? rows : rows.slice(0, shownAtFirst);
  return (
    <>
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              {explorerColumns.map((column) => (
                <th
                  key={column}
                  scope="col"
                  aria-sort={sort.column !== column ? 'none' : sort.descending ? 'descending' : 'ascending'}
                >
                  <button
                    type="button"
                    className={css.sort}
                    onClick={() =>
                      setSort({ column, descending: sort.column === column ? !sort.descending : true })
                    }
                  >
                    {t(`explorer.${column}`)}
                    {sort.column === column && (
                      <span aria-hidden="true">{sort.descending ? ' ↓' : ' ↑'}</span>
                    )}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.block}>
                <td>
                  {formatCount(row.height)} <BlockLink block={row.block} />
                </td>
                <td>{row.miner === '' ? '–' : row.miner}</td>
                <td>{row.transactions}</td>
                <td>{formatCount(row.strippedSize)}</td>
                <td>{formatCount(row.size)}</td>
                <td>{formatCount(row.weight)}</td>
                <td>{row.meanFee === 0n ? '–' : formatCoins(row.meanFee)}</td>
                <td>{formatCoins(row.reward)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Next>
        {rows.length > shown.length && (
          <Button onClick={() => setAll(true)}>{t('explorer.showAll', { count: rows.length })}</Button>
        )}
        <Button onClick={() => download(rows)}>
          <Download size={16} aria-hidden />
          {t('explorer.csv')}
        </Button>
      </Next>
    </>
  );
}

function download(rows: readonly ExplorerRow[]): void {
  const url = URL.createObjectURL(new Blob([explorerCsv(rows)], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'chainroom-blocks.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
