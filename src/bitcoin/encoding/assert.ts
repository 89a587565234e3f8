/** Stops the program when one of our own invariants is broken; on in production.
 * @throws {Error} with the sentence given */
export function assert(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${sentence}`);
}
