import type { reorg as en } from '../en/reorg.ts';
import type { Shape } from '../shape.ts';

export const reorg: Shape<typeof en> = {};
