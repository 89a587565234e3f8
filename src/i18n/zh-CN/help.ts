import type { help as en } from '../en/help.ts';
import type { Shape } from '../shape.ts';

export const help: Shape<typeof en> = {};
