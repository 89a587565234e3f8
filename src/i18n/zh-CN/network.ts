import type { network as en } from '../en/network.ts';
import type { Shape } from '../shape.ts';

export const network: Shape<typeof en> = {};
