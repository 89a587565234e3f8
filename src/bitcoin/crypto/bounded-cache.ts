/** A memory for results that can be computed again: when full, the oldest entry goes. */
export class BoundedCache<Value> {
  private readonly entries = new Map<string, Value>();
  private readonly capacity: number;

  /** @param capacity entries kept at most */
  constructor(capacity: number) {
    this.capacity = capacity;
  }

  /** Number of entries. */
  get size(): number {
    return this.entries.size;
  }

  /** What is remembered under `key`, if anything. */
  get(key: string): Value | undefined {
    return this.entries.get(key);
  }

  /** Remembers `value`, and forgets the oldest entry where there is no room. */
  set(key: string, value: Value): void {
    if (this.entries.size >= this.capacity && !this.entries.has(key)) {
      const oldest = this.entries.keys().next().value;
      if (oldest !== undefined) this.entries.delete(oldest);
    }
    this.entries.set(key, value);
  }

  /** Forgets everything. */
  clear(): void {
    this.entries.clear();
  }
}
