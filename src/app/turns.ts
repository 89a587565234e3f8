/** Whose turn it is to be told what changed while time runs. A panel is one of them, so that its parts change together. */
export const turns = ['timeline', 'network', 'stage', 'inspector', 'story', 'rest'] as const;
export type Turn = (typeof turns)[number];

type Listener<Value> = (value: Value) => void;

/** Where frames are rare, panels come less often rather than all in one. */
const mostInOneFrame = 2;
/** A frame a little early is on time: frames come when the screen wants them. */
const toleranceMillis = 5;

/** Those who listen to a value that changes in every frame. Each turn is told once in `roundMillis`, one turn after the
 * other, so that no frame has to redraw every panel; what the user does is told to all at once. */
export class Turns<Value> {
  readonly #listeners: ReadonlyMap<Turn, Set<Listener<Value>>> = new Map(
    turns.map((turn) => [turn, new Set()]),
  );
  readonly #stepMillis: number;
  #next = 0;
  #dueAt = Number.NEGATIVE_INFINITY;

  constructor(roundMillis: number) {
    this.#stepMillis = roundMillis / turns.length;
  }

  /** @returns ends the subscription */
  subscribe(listener: Listener<Value>, turn: Turn): () => void {
    // A listener of its own, in case the same function is handed in twice.
    const own: Listener<Value> = (value) => listener(value);
    const listeners = this.#listeners.get(turn) as Set<Listener<Value>>;
    listeners.add(own);
    return () => listeners.delete(own);
  }

  /** The turns that are due at `now` (real milliseconds, not decreasing), which then count as told. */
  due(now: number): readonly Turn[] {
    const due: Turn[] = [];
    while (now >= this.#dueAt - toleranceMillis && due.length < mostInOneFrame) {
      due.push(turns[this.#next] as Turn);
      this.#next = (this.#next + 1) % turns.length;
      // After a stall the round goes on from now; nothing is caught up with.
      this.#dueAt = Math.max(this.#dueAt, now - this.#stepMillis) + this.#stepMillis;
    }
    return due;
  }

  tell(value: Value, whose: readonly Turn[] = turns): void {
    for (const turn of whose) for (const listener of [...this.#listeners.get(turn)!]) listener(value);
  }
}
