import type { packets as en } from '../en/packets.ts';
import type { Shape } from '../shape.ts';

export const packets: Shape<typeof en> = {};
