export const reorg = {} as const;
