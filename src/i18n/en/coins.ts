export const coins = {} as const;
