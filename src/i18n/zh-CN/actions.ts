import type { actions as en } from '../en/actions.ts';
import type { Shape } from '../shape.ts';

export const actions: Shape<typeof en> = {};
