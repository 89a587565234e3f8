/** The header of the genesis block, whose winning nonce is 2083236893; every contender must find it. */
export const header = Uint8Array.from(
  `01000000${'00'.repeat(32)}3ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d00000000`.match(
    /../g,
  )!,
  (pair) => Number.parseInt(pair, 16),
);
export const winningNonce = 2_083_236_893;
/** Its target, 0xffff × 2²⁰⁸. */
export const target = new Uint8Array(32).fill(0xff, 4, 6);
/** A target that no hash will meet, so that a search runs as long as it is let. */
export const hopelessTarget = new Uint8Array(32);
