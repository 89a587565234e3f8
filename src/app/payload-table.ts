import type { PayloadRecord } from '#simulation/records';
import { byteColumn, type Column, type IntColumn, intColumn } from './column.ts';

/** Every payload of a timeline. Records of old ones are put away as a few numbers and brought back when a message that
 * carries them is looked at again; until then their place in `records` is empty. */
export class PayloadTable {
  /** By index. Long ago it has holes, which readers meet as `undefined`. */
  readonly records: PayloadRecord[] = [];
  /** Records below this index were put away. */
  #putAwayBelow = 0;
  readonly #texts: string[] = [];
  #command: Column<Uint8Array> = byteColumn();
  #kind: Column<Uint8Array> = byteColumn();
  #size: IntColumn = intColumn();
  #count: IntColumn = intColumn();
  /** Where each payload's objects end in `#objects`. */
  #objectsEnd: IntColumn = intColumn();
  #objects: IntColumn = intColumn();

  constructor(copyOf?: PayloadTable) {
    if (copyOf === undefined) return;
    this.#texts.push(...copyOf.#texts);
    this.#command = copyOf.#command.clone();
    this.#kind = copyOf.#kind.clone();
    this.#size = copyOf.#size.clone();
    this.#count = copyOf.#count.clone();
    this.#objectsEnd = copyOf.#objectsEnd.clone();
    this.#objects = copyOf.#objects.clone();
    this.#putAwayBelow = copyOf.#putAwayBelow;
    for (const record of copyOf.records) this.records.push(record);
  }

  /** Continues the table. An index that is taken marks where another future begins. */
  add(payloads: readonly PayloadRecord[]): void {
    this.truncate(payloads[0]?.index ?? this.records.length);
    for (const { index, command, size, objectKind, objects, count } of payloads) {
      this.#command.push(this.#code(command));
      this.#kind.push(this.#code(objectKind));
      this.#size.push(size);
      this.#count.push(count);
      for (const object of objects) this.#objects.push(object);
      this.#objectsEnd.push(this.#objects.length);
      this.records.push({ ...this.#texture(index), index, size, objects, count });
    }
  }

  truncate(length: number): void {
    if (length >= this.records.length) return;
    for (const column of [this.#command, this.#kind, this.#size, this.#count, this.#objectsEnd]) {
      column.truncate(length);
    }
    this.#objects.truncate(length === 0 ? 0 : this.#objectsEnd.at(length - 1));
    this.records.length = length;
    this.#putAwayBelow = Math.min(this.#putAwayBelow, length);
  }

  /** Puts the records below `index` away. */
  putAway(index: number): void {
    const end = Math.min(index, this.records.length);
    for (let at = this.#putAwayBelow; at < end; at++) this.records[at] = undefined as never;
    this.#putAwayBelow = Math.max(this.#putAwayBelow, end);
  }

  /** Brings one record back, if it was put away. */
  bringBack(index: number): void {
    if (index < 0 || index >= this.#putAwayBelow || this.records[index] !== undefined) return;
    const from = index === 0 ? 0 : this.#objectsEnd.at(index - 1);
    this.records[index] = {
      ...this.#texture(index),
      index,
      size: this.#size.at(index),
      objects: [...this.#objects.values.subarray(from, this.#objectsEnd.at(index))],
      count: this.#count.at(index),
    };
  }

  /** The texts of a record, each of which is kept once. */
  #texture(index: number): Pick<PayloadRecord, 'command' | 'objectKind'> {
    return {
      command: this.#texts[this.#command.at(index)] as string,
      objectKind: this.#texts[this.#kind.at(index)] as PayloadRecord['objectKind'],
    };
  }

  #code(text: string): number {
    const known = this.#texts.indexOf(text);
    return known >= 0 ? known : this.#texts.push(text) - 1;
  }
}
