import type { notices as en } from '../en/notices.ts';
import type { Shape } from '../shape.ts';

export const notices: Shape<typeof en> = {};
