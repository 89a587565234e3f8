import { formatCount } from '../format/quantity.ts';
import { useText } from '../use-text.ts';
import css from './experiments.module.css';

/** The numbers of a chart, in words. */
export interface ChartTableModel {
  /** Axes (and the entry of a distribution) that tell the rows apart. */
  readonly heads: readonly string[];
  /** Names of the theories beside it. */
  readonly theories: readonly string[];
  readonly rows: readonly ChartRow[];
}

export interface ChartRow {
  readonly key: string;
  readonly where: readonly string[];
  readonly trials: number;
  readonly value: string;
  readonly interval: string;
  readonly theories: readonly string[];
  /** Whether the exact value lies inside the 99 % interval; undefined where there is none. */
  readonly inside: boolean | undefined;
}

/** The same numbers as the picture, for those who listen and for those who calculate. */
export function ChartTable({ title, table }: { readonly title: string; readonly table: ChartTableModel }) {
  const t = useText('experiments');
  if (table.rows.length === 0) return null;
  const judged = table.rows.some((row) => row.inside !== undefined);
  return (
    <details className={css.numbers}>
      <summary>{t('table.title')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it */}
      <section className={css.scroll} tabIndex={0} aria-label={t('table.caption', { title })}>
        <table>
          <thead>
            <tr>
              {table.heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
              <th scope="col">{t('table.trials')}</th>
              <th scope="col">{t('table.measured')}</th>
              <th scope="col">{t('table.interval')}</th>
              {table.theories.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              {judged && <th scope="col">{t('table.inside')}</th>}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row.key} data-inside={row.inside}>
                {row.where.map((value, i) => (
                  <td key={table.heads[i]}>{value}</td>
                ))}
                <td>{formatCount(row.trials)}</td>
                <td>{row.value}</td>
                <td>{row.interval}</td>
                {row.theories.map((value, i) => (
                  <td key={table.theories[i]}>{value}</td>
                ))}
                {judged && (
                  <td>
                    {row.inside === undefined ? t('table.none') : t(row.inside ? 'table.yes' : 'table.no')}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
