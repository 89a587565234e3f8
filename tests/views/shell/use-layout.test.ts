import { expect, test } from 'vitest';
import { layoutFor } from '../../../src/views/shell/use-layout.ts';

test.each([
  [1920, 'wide'],
  [1280, 'wide'],
  [1024, 'wide'],
  // 1280 in presenter mode
  [1280 / 1.6, 'wide'],
  [768, 'stacked'],
  // 1024 in presenter mode, and 1280 at 200 % zoom
  [1024 / 1.6, 'stacked'],
  [390, 'tabs'],
] as const)('%i CSS pixels of room: %s', (room, layout) => {
  expect(layoutFor(room)).toBe(layout);
});
