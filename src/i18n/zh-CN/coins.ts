import type { coins as en } from '../en/coins.ts';
import type { Shape } from '../shape.ts';

export const coins: Shape<typeof en> = {};
