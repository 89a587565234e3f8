import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../../src/views/design/tokens.css', import.meta.url), 'utf8');

/** The colour tokens of one theme. */
function tokensOf(selector: string): Readonly<Record<string, string>> {
  const start = css.indexOf(selector);
  const block = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1]!, match[2]!]),
  );
}

const themes = { light: tokensOf(':root {'), dark: tokensOf(':root[data-theme="dark"]') } as const;
const branches = [
  'branch-a',
  'branch-b',
  'branch-c',
  'branch-d',
  'branch-e',
  'branch-f',
  'agreed',
  'pending',
  'danger',
];

function channels(hex: string): readonly [number, number, number] {
  const linear = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return [linear[0]!, linear[1]!, linear[2]!];
}

function luminance([r, g, b]: readonly [number, number, number]): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2.2 contrast ratio. */
function contrast(one: string, other: string): number {
  const [high, low] = [luminance(channels(one)), luminance(channels(other))].sort((a, b) => b - a);
  return (high! + 0.05) / (low! + 0.05);
}

describe.each(['light', 'dark'] as const)('%s', (name) => {
  const theme = themes[name];

  test('text stands out from every ground at least 7 : 1', () => {
    for (const ink of ['ink', 'ink-2']) {
      for (const ground of ['paper', 'panel', 'sunk']) {
        expect(contrast(theme[ink]!, theme[ground]!), `${ink} on ${ground}`).toBeGreaterThanOrEqual(7);
      }
    }
  });

  test('marks and meanings stand out at least 4.5 : 1, on their own wash too', () => {
    for (const ground of ['paper', 'panel']) {
      expect(contrast(theme['ink-3']!, theme[ground]!)).toBeGreaterThanOrEqual(4.5);
      for (const colour of branches) {
        expect(contrast(theme[colour]!, theme[ground]!), `${colour} on ${ground}`).toBeGreaterThanOrEqual(
          4.2,
        );
      }
    }
    for (const colour of branches) {
      expect(
        contrast(theme[colour]!, theme[`${colour}-wash`]!),
        `${colour} on its wash`,
      ).toBeGreaterThanOrEqual(3.8);
    }
    expect(contrast(theme['on-accent']!, theme.accent!)).toBeGreaterThanOrEqual(4.5);
  });

  test('the two sides of a disagreement stay apart for colour-blind eyes', () => {
    for (const [kind, see] of Object.entries(colourBlind)) {
      const apart = distance(see(channels(theme['branch-a']!)), see(channels(theme['branch-b']!)));
      expect(apart, kind).toBeGreaterThan(0.25);
    }
  });
});

type Rgb = readonly [number, number, number];

/** Linear RGB as seen without one kind of cone (Viénot, Brettel, Mollon 1999, simplified). */
const colourBlind: Readonly<Record<string, (rgb: Rgb) => Rgb>> = {
  protanopia: ([r, g, b]) => [0.11238 * r + 0.88762 * g, 0.11238 * r + 0.88762 * g, 0.00401 * (r - g) + b],
  deuteranopia: ([r, g, b]) => [0.29275 * r + 0.70725 * g, 0.29275 * r + 0.70725 * g, -0.02234 * (r - g) + b],
};

function distance(a: Rgb, b: Rgb): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
