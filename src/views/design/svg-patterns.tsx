import { patternPaths } from './canvas-pattern.ts';
import type { Palette, Swatch } from './colours.ts';

/** The `fill` of a swatch inside an `<svg>` that has `<SwatchPatterns>` in it. */
export function swatchUrl(swatch: Swatch): string {
  return swatch.pattern === 'solid' ? swatch.wash : `url(#${patternId(swatch)})`;
}

/** The pattern definitions that `swatchUrl` points at; draw once per page (ids are shared by all `<svg>`s). */
export function SwatchPatterns({ palette }: { readonly palette: Palette }) {
  return (
    <defs>
      {[palette.danger, ...palette.branches]
        .filter((swatch) => swatch.pattern !== 'solid')
        .map((swatch) => (
          <pattern
            key={patternId(swatch)}
            id={patternId(swatch)}
            width="8"
            height="8"
            patternUnits="userSpaceOnUse"
          >
            <rect width="8" height="8" fill={swatch.wash} />
            <path
              d={patternPaths[swatch.pattern]}
              stroke={swatch.colour}
              strokeWidth="1.5"
              strokeOpacity="0.45"
              strokeLinecap={swatch.pattern === 'dots' ? 'round' : 'butt'}
              fill="none"
            />
          </pattern>
        ))}
    </defs>
  );
}

function patternId(swatch: Swatch): string {
  return `swatch-${swatch.pattern}-${swatch.colour.replace('#', '')}`;
}
