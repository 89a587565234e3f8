import type { tree as en } from '../en/tree.ts';
import type { Shape } from '../shape.ts';

export const tree: Shape<typeof en> = {};
