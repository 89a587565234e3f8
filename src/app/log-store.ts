import { isMessageRow, type LogColumns } from '#simulation/log';
import {
  byteColumn,
  type Column,
  countBelow,
  countThrough,
  type FloatColumn,
  floatColumn,
  type IntColumn,
  intColumn,
} from './column.ts';
import type { LogRow } from './history.ts';
import { MessageStore } from './message-store.ts';

/** Milestone rows as columns: everything but messages, kept for ever. A row's place here is its *ordinal*. */
export interface Milestones {
  readonly row: FloatColumn;
  readonly time: FloatColumn;
  readonly kind: Column<Uint8Array>;
  readonly a: IntColumn;
  readonly b: IntColumn;
  readonly object: IntColumn;
  readonly x: FloatColumn;
}

/** A stretch of messages that had been forgotten and was asked for again. */
interface Refill {
  readonly from: number;
  readonly to: number;
  readonly messages: MessageStore;
}

/** Refilled stretches kept at once: enough to look around in the past without asking again. */
const refillLimit = 4;

/** The log of one timeline as typed arrays: milestones for ever, messages in a bounded ring, and whatever stretch
 * of old messages was recomputed. Global row indices stay exact whatever was forgotten. */
export class LogStore {
  readonly milestones: Milestones;
  /** Rows in the log so far, kept or not. */
  rowCount = 0;
  #messages: MessageStore;
  readonly #messageCapacity: number;
  #refills: Refill[] = [];

  constructor(messageCapacity: number, copyOf?: LogStore) {
    this.#messageCapacity = messageCapacity;
    if (copyOf === undefined) {
      this.#messages = new MessageStore(messageCapacity);
      this.milestones = {
        // Columns double when they are full: one after the other, so that no frame waits for all of them.
        row: floatColumn(1024),
        time: floatColumn(1152),
        kind: byteColumn(1280),
        a: intColumn(1408),
        b: intColumn(1536),
        object: intColumn(1664),
        x: floatColumn(1792),
      };
      return;
    }
    const from = copyOf.milestones;
    this.#messages = copyOf.#messages.clone();
    this.rowCount = copyOf.rowCount;
    this.milestones = {
      row: from.row.clone(),
      time: from.time.clone(),
      kind: from.kind.clone(),
      a: from.a.clone(),
      b: from.b.clone(),
      object: from.object.clone(),
      x: from.x.clone(),
    };
  }

  /** The same messages without any milestone, for a thinner copy of the milestones. From then on only one of the two
   * may grow. */
  withoutMilestones(): LogStore {
    const copy = new LogStore(this.#messageCapacity);
    copy.#messages = this.#messages;
    copy.#refills = this.#refills;
    return copy;
  }

  /** Adds one milestone at the end. */
  pushMilestone({ row, time, kind, a, b, object, x }: LogRow): void {
    const { milestones } = this;
    milestones.row.push(row);
    milestones.time.push(time);
    milestones.kind.push(kind);
    milestones.a.push(a);
    milestones.b.push(b);
    milestones.object.push(object);
    milestones.x.push(x);
  }

  /** Adds rows at the end; rows that `log.index` leaves out count as forgotten. Rows already here are skipped.
   * @param reached everything with a time ≤ this is in the log now
   * @returns ordinal of the first new milestone */
  append(log: LogColumns, reached: number): number {
    const { milestones } = this;
    const before = milestones.row.length;
    if (log.first > this.rowCount || log.index !== undefined) {
      this.#messages.completeAfter = Math.max(this.#messages.completeAfter, reached);
    }
    for (let i = 0; i < log.count; i++) {
      const row = log.index === undefined ? log.first + i : (log.index[i] as number);
      if (row < this.rowCount) continue;
      const kind = log.kind[i] as number;
      const time = log.time[i] as number;
      const a = log.a[i] as number;
      const b = log.b[i] as number;
      const object = log.object[i] as number;
      const x = log.x[i] as number;
      this.rowCount = row + 1;
      if (isMessageRow(kind)) {
        this.#messages.push(row, time, kind, a, b, object, x);
        continue;
      }
      milestones.row.push(row);
      milestones.time.push(time);
      milestones.kind.push(kind);
      milestones.a.push(a);
      milestones.b.push(b);
      milestones.object.push(object);
      milestones.x.push(x);
    }
    return before;
  }

  /** How many milestones come before row `row`: what "now" means for every step function. */
  ordinalOf(row: number): number {
    const { row: rows } = this.milestones;
    if (rows.length === 0 || (rows.values[rows.length - 1] as number) < row) return rows.length;
    return countBelow(rows.values, rows.length, row);
  }

  /** How many milestones have a time ≤ `time`. */
  ordinalThrough(time: number): number {
    return countThrough(this.milestones.time.values, this.milestones.time.length, time);
  }

  milestone(ordinal: number): LogRow {
    const { row, time, kind, a, b, object, x } = this.milestones;
    return {
      row: row.at(ordinal),
      time: time.at(ordinal),
      kind: kind.at(ordinal),
      a: a.at(ordinal),
      b: b.at(ordinal),
      object: object.at(ordinal),
      x: x.at(ordinal),
    };
  }

  /** Number of rows with a time ≤ `time`; in a forgotten stretch, of those up to the last row that is still known. */
  rowsThrough(time: number): number {
    const ordinal = this.ordinalThrough(time);
    let rows = ordinal === 0 ? 0 : this.milestones.row.at(ordinal - 1) + 1;
    for (const messages of this.#stores()) {
      const count = messages.countThroughTime(time);
      if (count > 0) rows = Math.max(rows, messages.rowAt(count - 1) + 1);
    }
    return rows;
  }

  row(row: number): LogRow | undefined {
    const ordinal = this.ordinalOf(row);
    if (ordinal < this.milestones.row.length && this.milestones.row.at(ordinal) === row) {
      return this.milestone(ordinal);
    }
    for (const messages of this.#stores()) {
      const position = messages.countBelowRow(row);
      if (position < messages.length && messages.rowAt(position) === row) return messages.read(position);
    }
    return undefined;
  }

  /** The first known row with an index ≥ `row`, or undefined at the end. */
  rowFrom(row: number): LogRow | undefined {
    const ordinal = this.ordinalOf(row);
    let next = ordinal < this.milestones.row.length ? this.milestone(ordinal) : undefined;
    for (const messages of this.#stores()) {
      const position = messages.countBelowRow(row);
      if (position < messages.length && (next === undefined || messages.rowAt(position) < next.row)) {
        next = messages.read(position);
      }
    }
    return next;
  }

  /** The last known row with an index < `row`, or undefined at the start. */
  rowBefore(row: number): LogRow | undefined {
    const ordinal = this.ordinalOf(row);
    let previous = ordinal > 0 ? this.milestone(ordinal - 1) : undefined;
    for (const messages of this.#stores()) {
      const position = messages.countBelowRow(row) - 1;
      if (position >= 0 && (previous === undefined || messages.rowAt(position) > previous.row)) {
        previous = messages.read(position);
      }
    }
    return previous;
  }

  /** Is every message that was under way at some moment in `fromTime` … `toTime` still kept? */
  messagesKept(fromTime: number, toTime: number): boolean {
    return this.#storeFor(fromTime, toTime) !== undefined;
  }

  /** The messages around `time`: the ring when it reaches that far back, else a refilled stretch, else what is left. */
  messagesAround(time: number): MessageStore {
    return this.#storeFor(time, time) ?? this.#messages;
  }

  /** Message sends in an interval of time, newest last, the newest `limit` of them. */
  sends(fromTime: number, toTime: number, limit: number): LogRow[] {
    const store = this.#storeFor(fromTime, toTime) ?? this.messagesAround(toTime);
    const found: LogRow[] = [];
    for (let position = store.countThroughTime(toTime) - 1; position >= 0; position--) {
      if (found.length >= limit || store.timeAt(position) < fromTime) break;
      if (store.isSend(position)) found.push(store.read(position));
    }
    return found.reverse();
  }

  /** How far before a moment its messages can have been sent, microseconds. */
  get longestFlight(): number {
    return this.#messages.longestFlight;
  }

  /** How many message rows were forgotten so far. */
  get forgotten(): number {
    return this.#messages.forgotten;
  }

  /** The smallest payload index that a kept row names; Infinity when there is none. */
  smallestPayload(): number {
    return Math.min(...[...this.#stores()].map((messages) => messages.smallestPayload()));
  }

  /** Takes back a stretch of forgotten rows; its milestones are here already. */
  refill(from: number, to: number, log: LogColumns): void {
    const messages = new MessageStore(log.count + 1);
    for (let i = 0; i < log.count; i++) {
      const kind = log.kind[i] as number;
      if (!isMessageRow(kind)) continue;
      messages.push(
        log.index === undefined ? log.first + i : (log.index[i] as number),
        log.time[i] as number,
        kind,
        log.a[i] as number,
        log.b[i] as number,
        log.object[i] as number,
        log.x[i] as number,
      );
    }
    messages.longestFlight = Math.max(messages.longestFlight, this.#messages.longestFlight);
    messages.completeAfter = from;
    this.#refills = [{ from, to, messages }, ...this.#refills].slice(0, refillLimit);
  }

  /** Forgets every row from `rows` on, as if it had never happened. */
  truncate(rows: number): void {
    if (rows >= this.rowCount) return;
    const ordinal = this.ordinalOf(rows);
    for (const column of Object.values(this.milestones)) column.truncate(ordinal);
    this.#messages.truncate(rows);
    for (const refill of this.#refills) refill.messages.truncate(rows);
    this.rowCount = rows;
  }

  clone(): LogStore {
    return new LogStore(this.#messageCapacity, this);
  }

  *#stores(): Generator<MessageStore> {
    yield this.#messages;
    for (const refill of this.#refills) yield refill.messages;
  }

  #storeFor(fromTime: number, toTime: number): MessageStore | undefined {
    const needed = fromTime - this.#messages.longestFlight;
    if (this.#messages.completeAfter < needed) return this.#messages;
    return this.#refills.find((refill) => refill.from <= Math.max(0, needed) && refill.to >= toTime)
      ?.messages;
  }
}
