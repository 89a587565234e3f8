import type { reasons as en } from '../en/reasons.ts';
import type { Shape } from '../shape.ts';

export const reasons: Shape<typeof en> = {};
