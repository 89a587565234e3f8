import type { TxRecord } from '#simulation/records';
import { formatAmount, satoshisOf } from '../../format/coins.ts';
import { useText } from '../../use-text.ts';
import { useMoment } from '../moment.ts';
import { NodeLink, ObjectLink, TxLink } from '../parts/object-link.tsx';
import { TransactionPicture } from './transaction-picture.tsx';
import css from './tx-picture.module.css';

/** The picture of a simulated transaction: every end opens, and a spent one names its spender on this branch. */
export function TxPicture({ record }: { readonly record: TxRecord }) {
  const t = useText('inspector');
  const { history, tip } = useMoment();
  const name = (owner: number) => (owner >= 0 ? <NodeLink node={owner} /> : t('somebody'));
  return (
    <TransactionPicture
      coinbase={record.coinbase}
      fee={satoshisOf(record.fee)}
      inputs={record.inputs.map((input) => ({
        value: record.coinbase ? undefined : satoshisOf(input.value),
        who: record.coinbase ? t('tx.newCoins') : name(input.owner),
        ...(input.source < 0
          ? {}
          : {
              amount: (
                <ObjectLink
                  to={{ kind: 'output', tx: input.source, vout: input.vout }}
                  kind="plain"
                  label={t('tx.inputLabel', { amount: formatAmount(input.value) })}
                >
                  {formatAmount(input.value)}
                </ObjectLink>
              ),
            }),
      }))}
      outputs={record.outputs.map((output, vout) => {
        const spender = tip < 0 ? -1 : history.spentBy(record.txid, vout, tip);
        return {
          value: BigInt(output.value),
          spent: spender >= 0,
          who: (
            <>
              {output.owner < 0 && output.value === '0' ? t('tx.dataOutput') : name(output.owner)}
              {output.value !== '0' && (
                <span className={css.fateMark}>
                  {spender >= 0 ? (
                    <>
                      <span aria-hidden="true">→ </span>
                      <TxLink tx={spender} />
                    </>
                  ) : (
                    t('tx.unspentMark')
                  )}
                </span>
              )}
            </>
          ),
          amount: (
            <ObjectLink
              to={{ kind: 'output', tx: record.index, vout }}
              kind="plain"
              label={t('tx.outputLabel', { amount: formatAmount(output.value), vout })}
            >
              {formatAmount(output.value)}
            </ObjectLink>
          ),
        };
      })}
    />
  );
}
