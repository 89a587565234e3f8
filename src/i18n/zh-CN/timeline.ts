import type { timeline as en } from '../en/timeline.ts';
import type { Shape } from '../shape.ts';

export const timeline: Shape<typeof en> = {};
