import type { ReactNode } from 'react';
import { formatCoins } from '../../format/coins.ts';
import { useText } from '../../use-text.ts';
import css from './tx-picture.module.css';
import { type Band, layOutTxPicture } from './tx-picture-layout.ts';

/** One coin that goes in or comes out. */
export interface PictureEnd {
  /** satoshis; undefined where nobody here knows */
  readonly value: bigint | undefined;
  readonly who: ReactNode;
  /** The amount as something to click; plain text without. */
  readonly amount?: ReactNode;
  /** For outputs: whether it has been spent, which joins its end to the spender. */
  readonly spent?: boolean;
}

const most = 12;

/** A transaction as a picture: coins come in from the left, are melted together and poured out to the right, and what
 * is missing drips to the miner. */
export function TransactionPicture({
  inputs,
  outputs,
  fee,
  coinbase,
}: {
  readonly inputs: readonly PictureEnd[];
  readonly outputs: readonly PictureEnd[];
  readonly fee: bigint | undefined;
  readonly coinbase: boolean;
}) {
  const t = useText('inspector');
  const left = inputs.slice(0, most);
  const right = outputs.slice(0, most);
  const total = outputs.reduce((sum, end) => sum + (end.value ?? 0n), 0n);
  const known = left.every((end) => end.value !== undefined);
  const inValues = left.map((end) => (known ? end.value! : total / BigInt(left.length)));
  const layout = layOutTxPicture(
    inValues,
    right.map((end) => end.value ?? 0n),
    fee ?? 0n,
  );
  return (
    <figure className={css.figure} aria-label={t('tx.pictureLabel')}>
      <div className={css.stage} style={{ height: layout.height }}>
        <Side label={t('tx.inputs')} ends={left} bands={layout.inputs} />
        <svg
          className={css.bands}
          viewBox={`0 0 100 ${layout.height}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {layout.inputs.map((band, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: inputs keep their places
            <path key={index} d={inBand(band)} className={css.in} data-new={coinbase || undefined} />
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
              data-spent={right[index]!.spent || undefined}
            />
          ))}
          {layout.fee !== undefined && <path d={feeBand(layout.fee)} className={css.feeBand} />}
        </svg>
        <Side label={t('tx.outputs')} ends={right} bands={layout.outputs} right />
        {layout.fee !== undefined && (
          <div className={css.fee} style={{ top: layout.fee.outerY }}>
            {t('tx.feeMark', { fee: formatCoins(fee ?? 0n) })}
          </div>
        )}
      </div>
      {inputs.length > most || outputs.length > most ? (
        <figcaption className={css.more}>
          {t('tx.pictureMore', { inputs: inputs.length, outputs: outputs.length })}
        </figcaption>
      ) : null}
    </figure>
  );
}

function Side({
  label,
  ends,
  bands,
  right = false,
}: {
  readonly label: string;
  readonly ends: readonly PictureEnd[];
  readonly bands: readonly Band[];
  readonly right?: boolean;
}) {
  return (
    <ul className={css.side} data-side={right ? 'right' : undefined} aria-label={label}>
      {ends.map((end, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: ends are known by their index
        <li key={index} className={css.end} style={{ top: bands[index]!.outerY }}>
          <span className={css.who}>{end.who}</span>
          {(end.amount !== undefined || end.value !== undefined) && (
            <span className={css.value}>{end.amount ?? formatCoins(end.value!)}</span>
          )}
        </li>
      ))}
    </ul>
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
