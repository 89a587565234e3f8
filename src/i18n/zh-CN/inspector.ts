import type { inspector as en } from '../en/inspector.ts';
import type { Shape } from '../shape.ts';

export const inspector: Shape<typeof en> = {};
