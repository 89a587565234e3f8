import { patternPaths } from '../design/canvas-pattern.ts';
import { branchSwatch, usePalette } from '../design/colours.ts';
import { useText } from '../use-text.ts';
import type { NetworkSummary } from './describe-network.ts';
import css from './network-view.module.css';

/** Who follows what, with the swatches of the picture: its legend and its headline in one. */
export function AgreementSides({ summary }: { readonly summary: NetworkSummary }) {
  const t = useText('network');
  const palette = usePalette();
  const { sides } = summary;
  if (sides.length === 0) return null;
  return (
    <span className={css.sides}>
      {sides.map((side) => {
        const swatch = branchSwatch(palette, side.branch);
        const words =
          sides.length > 1
            ? t('agreement.side', { count: side.followers, block: side.id })
            : summary.unanimous
              ? summary.eye === undefined
                ? t('agreement.all', { block: side.id })
                : t('agreement.allSeen', { name: summary.eye, block: side.id })
              : t('agreement.spreading', {
                  count: side.followers,
                  online: summary.online,
                  block: side.id,
                });
        return (
          <span key={side.block} className={css.side}>
            <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden>
              <circle cx="7" cy="7" r="6" fill={swatch.wash} stroke={swatch.colour} strokeWidth="2" />
              <clipPath id={`side-${side.branch}`}>
                <circle cx="7" cy="7" r="6" />
              </clipPath>
              <path
                d={patternPaths[swatch.pattern]}
                transform="translate(3 3)"
                stroke={swatch.colour}
                strokeWidth="1.5"
                clipPath={`url(#side-${side.branch})`}
                fill="none"
              />
            </svg>
            {words}
          </span>
        );
      })}
      {sides.length > 1 && summary.behind > 0 && (
        <span className={css.side}>{t('agreement.behind', { count: summary.behind })}</span>
      )}
    </span>
  );
}
