import type { LogColumns } from './log.ts';

const initialRows = 256;
const noTimes = new Float64Array(0);
const noKinds = new Uint8Array(0);
const noIndices = new Int32Array(0);

/** Rows since the last `drain`, in growing columns. */
export class LogBuffer {
  private time = noTimes;
  private kind = noKinds;
  private a = noIndices;
  private b = noIndices;
  private object = noIndices;
  private x = noTimes;
  private used = 0;
  private firstRow: number;
  private isMuted = false;

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
    if (this.isMuted) {
      this.firstRow++;
      return;
    }
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

  /** From now on rows are only counted: for worlds whose story nobody reads, such as trials. */
  mute(): void {
    this.discard();
    this.isMuted = true;
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
    const size = this.time.length * 2 || initialRows;
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
