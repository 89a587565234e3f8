/** A seed of the batch, not of the run: what is measured must not depend on what was just watched. */
export const batchSeed = 1;
