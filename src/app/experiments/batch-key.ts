import { sha256 } from '#bitcoin/crypto/sha256';
import type { BatchRequest } from '#experiments/experiment';
import { engineVersion } from '#simulation/run';

/** Rises when trials of the same request begin to give other results: what was kept before is then of no use. */
const trialsVersion = 2;

/** A name for everything that the trials of a batch depend on. Their number is left out, so that a longer batch goes on
 * where a shorter one ended; so is the ledger, which only spares hashing. */
export function batchKey(request: BatchRequest): string {
  const { experiment, seed, cells, base } = request;
  const parts = [
    engineVersion,
    trialsVersion,
    experiment,
    seed,
    cells.map((cell) => Object.entries(cell).sort(([a], [b]) => (a < b ? -1 : 1))),
    base === undefined
      ? null
      : [base.run, base.at, base.condition ?? null, base.until ?? null, base.endsWithStory === true],
  ];
  const hash = sha256(new TextEncoder().encode(JSON.stringify(parts)));
  return Array.from(hash.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
