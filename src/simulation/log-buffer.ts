import type { LogColumns } from './log.ts';

/** Rows since the last `drain`, in growing columns. */
export class LogBuffer {
  private time = new Float64Array(1024);
  private kind = new Uint8Array(1024);
  private a = new Int32Array(1024);
  private b = new Int32Array(1024);
  private object = new Int32Array(1024);
  private x = new Float64Array(1024);
  private used = 0;
  private firstRow: number;

  constructor(firstRow: number) {
    this.firstRow = firstRow;
  }

  /** Global index of the next row. */
  get next(): number {
    return this.firstRow + this.used;
  }

  get count(): number {
    return this.used;
  }

  add(time: number, kind: number, a: number, b: number, object: number, x: number): void {
    const at = this.used;
    if (at === this.time.length) this.grow();
    this.time[at] = time;
    this.kind[at] = kind;
    this.a[at] = a;
    this.b[at] = b;
    this.object[at] = object;
    this.x[at] = x;
    this.used = at + 1;
  }

  /** Forgets all rows (they still count). */
  discard(): void {
    this.firstRow += this.used;
    this.used = 0;
  }

  /** All rows since the last drain as fresh arrays. */
  drain(): LogColumns {
    const count = this.used;
    const columns: LogColumns = {
      first: this.firstRow,
      count,
      index: undefined,
      time: this.time.slice(0, count),
      kind: this.kind.slice(0, count),
      a: this.a.slice(0, count),
      b: this.b.slice(0, count),
      object: this.object.slice(0, count),
      x: this.x.slice(0, count),
    };
    this.discard();
    return columns;
  }

  private grow(): void {
    const size = this.time.length * 2;
    const widen = <A extends Float64Array | Int32Array | Uint8Array>(from: A, to: A): A => {
      to.set(from);
      return to;
    };
    this.time = widen(this.time, new Float64Array(size));
    this.kind = widen(this.kind, new Uint8Array(size));
    this.a = widen(this.a, new Int32Array(size));
    this.b = widen(this.b, new Int32Array(size));
    this.object = widen(this.object, new Int32Array(size));
    this.x = widen(this.x, new Float64Array(size));
  }
}
