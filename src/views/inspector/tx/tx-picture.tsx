import type { TxRecord } from '#simulation/records';
import { formatAmount, satoshisOf } from '../../format/coins.ts';
import { useText } from '../../use-text.ts';
import { useMoment } from '../moment.ts';
import { NodeLink, ObjectLink, TxLink } from '../parts/object-link.tsx';
import css from './tx-picture.module.css';
import { type Band, layOutTxPicture } from './tx-picture-layout.ts';

const most = 12;

/** A transaction as a picture: coins come in from the left, are melted together and poured out to the right, and what
 * is missing drips to the miner. A spent end is joined to its spender, an unspent one is open. */
export function TxPicture({ record }: { readonly record: TxRecord }) {
  const t = useText('inspector');
  const { history, tip } = useMoment();
  const inputs = record.inputs.slice(0, most);
  const outputs = record.outputs.slice(0, most);
  const fee = satoshisOf(record.fee) ?? 0n;
  const total = record.outputs.reduce((sum, output) => sum + BigInt(output.value), 0n);
  const known = record.inputs.every((input) => input.value !== '');
  const inValues = inputs.map((input) =>
    record.coinbase ? total : known ? BigInt(input.value) : total / BigInt(inputs.length),
  );
  const outValues = outputs.map((output) => BigInt(output.value));
  const layout = layOutTxPicture(inValues, outValues, fee);
  const spenders = outputs.map((_, vout) => (tip < 0 ? -1 : history.spentBy(record.txid, vout, tip)));
  return (
    <figure className={css.figure} aria-label={t('tx.pictureLabel')}>
      <div className={css.stage} style={{ height: layout.height }}>
        <ul className={css.side} aria-label={t('tx.inputs')}>
          {inputs.map((input, index) => (
            <li
              key={`${input.txid}:${input.vout}`}
              className={css.end}
              style={{ top: layout.inputs[index]!.outerY }}
            >
              {record.coinbase ? (
                <span className={css.who}>{t('tx.newCoins')}</span>
              ) : (
                <>
                  <span className={css.who}>
                    {input.owner >= 0 ? <NodeLink node={input.owner} /> : t('somebody')}
                  </span>
                  <span className={css.value}>
                    {input.source >= 0 ? (
                      <ObjectLink
                        to={{ kind: 'output', tx: input.source, vout: input.vout }}
                        kind="plain"
                        label={t('tx.inputLabel', { amount: formatAmount(input.value) })}
                      >
                        {formatAmount(input.value)}
                      </ObjectLink>
                    ) : (
                      formatAmount(input.value)
                    )}
                  </span>
                </>
              )}
            </li>
          ))}
        </ul>
        <svg
          className={css.bands}
          viewBox={`0 0 100 ${layout.height}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {layout.inputs.map((band, index) => (
            <path
              // biome-ignore lint/suspicious/noArrayIndexKey: inputs keep their places
              key={index}
              d={inBand(band)}
              className={css.in}
              data-new={record.coinbase || undefined}
            />
          ))}
          <rect
            x="46"
            width="8"
            y={layout.trunkTop}
            height={layout.trunkBottom - layout.trunkTop}
            className={css.trunk}
          />
          {layout.outputs.map((band, index) => (
            <path
              // biome-ignore lint/suspicious/noArrayIndexKey: outputs keep their places
              key={index}
              d={outBand(band)}
              className={css.out}
              data-spent={spenders[index]! >= 0 || undefined}
            />
          ))}
          {layout.fee !== undefined && <path d={feeBand(layout.fee)} className={css.feeBand} />}
        </svg>
        <ul className={css.side} data-side="right" aria-label={t('tx.outputs')}>
          {outputs.map((output, vout) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: outputs are known by their index
            <li key={vout} className={css.end} style={{ top: layout.outputs[vout]!.outerY }}>
              <span className={css.who}>
                {output.owner >= 0 ? <NodeLink node={output.owner} /> : t('somebody')}
                <span className={css.fateMark} data-spent={spenders[vout]! >= 0 || undefined}>
                  {spenders[vout]! >= 0 ? (
                    <>
                      <span aria-hidden="true">→ </span>
                      <TxLink tx={spenders[vout]!} />
                    </>
                  ) : (
                    t('tx.unspentMark')
                  )}
                </span>
              </span>
              <span className={css.value}>
                <ObjectLink
                  to={{ kind: 'output', tx: record.index, vout }}
                  kind="plain"
                  label={t('tx.outputLabel', { amount: formatAmount(output.value), vout })}
                >
                  {formatAmount(output.value)}
                </ObjectLink>
              </span>
            </li>
          ))}
        </ul>
        {layout.fee !== undefined && (
          <div className={css.fee} style={{ top: layout.fee.outerY }}>
            {t('tx.feeMark', { fee: formatAmount(record.fee) })}
          </div>
        )}
      </div>
      {record.inputs.length > most || record.outputs.length > most ? (
        <figcaption className={css.more}>
          {t('tx.pictureMore', { inputs: record.inputs.length, outputs: record.outputs.length })}
        </figcaption>
      ) : null}
    </figure>
  );
}

function inBand({ outerY, innerY, thickness }: Band): string {
  const top = outerY - thickness / 2;
  return `M0 ${top} C24 ${top} 22 ${innerY} 46 ${innerY} V${innerY + thickness} C22 ${innerY + thickness} 24 ${top + thickness} 0 ${top + thickness} Z`;
}

function outBand({ outerY, innerY, thickness }: Band): string {
  const top = outerY - thickness / 2;
  return `M54 ${innerY} C78 ${innerY} 76 ${top} 100 ${top} V${top + thickness} C76 ${top + thickness} 78 ${innerY + thickness} 54 ${innerY + thickness} Z`;
}

function feeBand({ outerY, innerY, thickness }: Band): string {
  const bottom = outerY - 8;
  const side = Math.max(1, Math.min(thickness, 5)) / 2;
  return `M52 ${innerY} C${52 + side} ${innerY} ${50 + side} ${innerY + 8} ${50 + side} ${bottom} H${50 - side} C${50 - side} ${innerY + 8} ${50 - side} ${innerY} 50 ${innerY} Z`;
}
