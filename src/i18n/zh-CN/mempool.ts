import type { mempool as en } from '../en/mempool.ts';
import type { Shape } from '../shape.ts';

export const mempool: Shape<typeof en> = {};
