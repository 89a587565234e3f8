import { formatPercent, formatQuantity } from '../../format/quantity.ts';
import { useText } from '../../use-text.ts';
import css from './hash-scale.module.css';

/** Proof of work as what it is: two 256-bit numbers, and the hash must not be the larger. The digits stand above each
 * other; below, both lie on one straight scale from zero. */
export function HashScale({ hash, target }: { readonly hash: string; readonly target: bigint }) {
  const t = useText('inspector');
  const targetHex = target.toString(16).padStart(64, '0');
  const differs = firstDifference(hash, targetHex);
  const value = BigInt(`0x${hash}`);
  const meets = value <= target;
  // Eight digits behind the point are plenty for a picture.
  const share = Number((value * 100_000_000n) / target) / 100_000_000;
  const odds = Number((1n << 256n) / (target + 1n));
  const reach = Math.max(1.25, Math.min(share * 1.08, 40));
  return (
    <figure className={css.figure}>
      <div className={css.numbers}>
        <Digits label={t('block.hash')} hex={hash} mark={differs} />
        <Digits label={t('block.target')} hex={targetHex} mark={differs} />
      </div>
      <div className={css.scale} aria-hidden="true">
        <div className={css.allowed} style={{ width: `${100 / reach}%` }} />
        <div className={css.target} style={{ left: `${100 / reach}%` }}>
          <span>{t('block.target')}</span>
        </div>
        <div
          className={css.hash}
          data-meets={meets}
          style={{ left: `${Math.min(100, (share / reach) * 100)}%` }}
        />
        <span className={css.zero}>0</span>
      </div>
      <figcaption className={css.caption}>
        {t(meets ? 'block.hashMeets' : 'block.hashFails', {
          share: share > 40 ? `${formatQuantity(share)}×` : formatPercent(share),
          odds: formatQuantity(odds),
        })}
      </figcaption>
    </figure>
  );
}

function Digits({
  label,
  hex,
  mark,
}: {
  readonly label: string;
  readonly hex: string;
  readonly mark: number;
}) {
  return (
    <div className={css.line}>
      <span className={css.name}>{label}</span>
      <code className={css.digits}>
        <span className={css.same}>{hex.slice(0, mark)}</span>
        <mark>{hex.slice(mark, mark + 1)}</mark>
        {hex.slice(mark + 1, 24)}
        <span className={css.rest}>…{hex.slice(-4)}</span>
      </code>
    </div>
  );
}

function firstDifference(p: string, q: string): number {
  for (let i = 0; i < p.length; i++) if (p[i] !== q[i]) return i;
  return p.length - 1;
}
