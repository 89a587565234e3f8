/** Income is counted in hundred-thousandths of all rewards, so that tallies stay whole numbers. */
export const incomeUnit = 100_000;
