import type { spacetime as en } from '../en/spacetime.ts';
import type { Shape } from '../shape.ts';

export const spacetime: Shape<typeof en> = {};
