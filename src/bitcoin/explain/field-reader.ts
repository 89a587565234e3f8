import { ByteReader } from '../encoding/byte-reader.ts';
import { DecodeError } from '../encoding/decode-error.ts';
import { bytesToHex } from '../encoding/hex.ts';
import { bytesToText } from '../encoding/latin1.ts';
import { hashFromBytes } from '../primitives/hashes.ts';
import { type Field, malformedKey } from './field.ts';

/** Reads bytes as a decoder does and writes down what each stretch is. */
export class FieldReader {
  readonly fields: Field[] = [];
  private readonly reader: ByteReader;
  private prefix = '';

  constructor(bytes: Uint8Array, offset = 0) {
    this.reader = new ByteReader(bytes, offset);
  }

  /** Unread bytes. */
  get remaining(): number {
    return this.reader.remaining;
  }

  /** Offset of the next byte. */
  get offset(): number {
    return this.reader.offset;
  }

  /** The next byte without reading it; undefined at the end. */
  peek(ahead = 0): number | undefined {
    return this.reader.source[this.reader.offset + ahead];
  }

  /** Reads one field.
   * @param path below the current place, by default the key itself */
  field<Value>(
    key: string,
    read: (reader: ByteReader) => Value,
    show: (value: Value) => string = String,
    path: string = key,
  ): Value {
    const start = this.reader.offset;
    const value = read(this.reader);
    const place = this.prefix === '' ? path : `${this.prefix}.${path}`;
    this.fields.push({ start, end: this.reader.offset, key, value: show(value), path: place });
    return value;
  }

  /** Reads the parts of a structure whose place is `path`. */
  within(path: string, read: () => void): void {
    const outer = this.prefix;
    this.prefix = outer === '' ? path : `${outer}.${path}`;
    read();
    this.prefix = outer;
  }

  /** Reads a count and that many structures at `path[0]`, `path[1]`, …; an empty path lists them at the place itself. */
  list(path: string, countKey: string, readItem: (index: number) => void): void {
    const count = this.field(countKey, (reader) => reader.compactSize(), String, `${path}.length`);
    for (let i = 0; i < count; i++) this.within(`${path}[${i}]`, () => readItem(i));
  }

  u8(key: string, show?: (value: number) => string, path?: string): number {
    return this.field(key, (reader) => reader.u8(), show, path);
  }

  u16(key: string): number {
    return this.field(key, (reader) => reader.u16());
  }

  u32(key: string, show?: (value: number) => string, path?: string): number {
    return this.field(key, (reader) => reader.u32(), show, path);
  }

  i32(key: string, path?: string): number {
    return this.field(key, (reader) => reader.i32(), String, path);
  }

  u64(key: string, show?: (value: bigint) => string): bigint {
    return this.field(key, (reader) => reader.u64(), show);
  }

  i64(key: string, show?: (value: bigint) => string): bigint {
    return this.field(key, (reader) => reader.i64(), show);
  }

  /** 32 bytes shown in display order. */
  hash(key: string, path?: string): void {
    this.field(key, (reader) => hashFromBytes<string>(reader.bytes(32)), String, path);
  }

  hex(key: string, length: number, path?: string): void {
    this.field(key, (reader) => bytesToHex(reader.bytes(length)), String, path);
  }

  /** A CompactSize that is a number of its own. */
  compactSize(key: string, path?: string): number {
    return this.field(key, (reader) => reader.compactSize(), String, path);
  }

  /** A length and that many bytes: two fields, the second left out when empty. */
  varBytes(
    key: string,
    options: {
      readonly path?: string;
      readonly sizePath?: string;
      readonly show?: (bytes: Uint8Array) => string;
    } = {},
  ): void {
    const { path = key, sizePath = `${path}.size`, show = bytesToHex } = options;
    const length = this.compactSize(`${key}Size`, sizePath);
    if (length > 0) this.field(key, (reader) => reader.bytes(length), show, path);
  }

  /** A length and that many characters. */
  varText(key: string): void {
    this.varBytes(key, { show: bytesToText });
  }
}

/** The fields of `bytes`, from `offset` to their end, in order and without gaps.
 * Never throws: what cannot be read is one last field named `malformed`.
 * @param decode the real decoder; where it refuses, the annotation stops, whatever `walk` could still name
 * @param walk names the fields of well-formed bytes */
export function annotate(
  bytes: Uint8Array,
  decode: (bytes: Uint8Array) => unknown,
  walk: (reader: FieldReader) => void,
  offset = 0,
): readonly Field[] {
  const reader = new FieldReader(bytes, offset);
  const refusal = refusalOf(() => decode(bytes));
  const problem = refusalOf(() => walk(reader)) ?? refusal;
  if (problem === undefined) return reader.fields;
  const stop = (refusal ?? problem).offset;
  const kept = reader.fields.filter(({ end }) => end <= stop);
  const start = kept.at(-1)?.end ?? offset;
  const value = (refusal ?? problem).message;
  return [...kept, { start, end: bytes.length, key: malformedKey, value, path: malformedKey }];
}

function refusalOf(run: () => unknown): DecodeError | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof DecodeError) return error;
    throw error;
  }
}
