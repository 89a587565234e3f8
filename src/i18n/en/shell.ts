export const shell = {
  close: 'Close',
} as const;
