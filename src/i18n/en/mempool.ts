export const mempool = {} as const;
