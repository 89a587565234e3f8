/** What is known of one job's search: attempts 0 … through − 1 are done, and `found` is the winner among them or −1. */
export interface LedgerEntry {
  through: number;
  found: number;
  /** The find came from a file: one hash checks it before it is believed. */
  hinted: boolean;
}

/** Nothing is known yet. */
export function freshEntry(): LedgerEntry {
  return { through: 0, found: -1, hinted: false };
}

/** Remembers every search, so that replaying a run needs no hashing: "found at n" and "nothing through n", by job.
 * A job's key is a fingerprint of its whole header template, so a remembered answer can serve no other header. */
export class Ledger {
  private readonly entries = new Map<string, LedgerEntry>();
  /** False for worlds that are run once and never gone back into, such as trials: it only counts. */
  readonly remembers: boolean;
  /** Hashes really computed for this ledger. */
  computed = 0;
  /** Hashes that a file's hints made unnecessary. */
  saved = 0;

  constructor(remembers = true) {
    this.remembers = remembers;
  }

  entry(key: string): LedgerEntry {
    let entry = this.entries.get(key);
    if (entry === undefined) {
      entry = freshEntry();
      this.entries.set(key, entry);
    }
    return entry;
  }

  get size(): number {
    return this.entries.size;
  }

  /** One line a job: key, attempts done, winner (−1: none). */
  serialise(): string {
    const lines: string[] = [];
    for (const [key, entry] of this.entries) {
      if (entry.through > 0) lines.push(`${key} ${entry.through} ${entry.found}`);
    }
    return lines.join('\n');
  }

  /** A ledger from a file: hints. Finds are checked with one hash when used; "nothing through n" cannot be, which is
   * why a trace is called verified only after a fresh search.
   * @throws {RangeError} naming the line that is not `key through found` */
  static parse(text: string): Ledger {
    const ledger = new Ledger();
    if (text === '') return ledger;
    text.split('\n').forEach((line, at) => {
      const match = /^([0-9a-f]{32}) (\d{1,10}) (-1|\d{1,10})$/.exec(line);
      const through = Number(match?.[2]);
      const found = Number(match?.[3]);
      if (match === null || found >= through)
        throw new RangeError(`ledger line ${at + 1} is not a search result`);
      ledger.saved += through;
      ledger.entries.set(match[1]!, { through, found, hinted: found >= 0 });
    });
    return ledger;
  }
}
