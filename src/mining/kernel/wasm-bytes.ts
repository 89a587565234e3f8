/** Bytes of a WebAssembly module in the making; instructions are plain number lists. */
export type Code = readonly number[];

/** WebAssembly value types (core specification §5.3). */
export const valueTypes = { i32: 0x7f, v128: 0x7b } as const;

/** The instructions that the kernels use (core specification §5.4), operands included where they have any. */
export const instructions = {
  end: [0x0b],
  loop: [0x03, 0x40],
  ifThen: [0x04, 0x40],
  branchIf: (depth: number): Code => [0x0d, depth],
  branch: (depth: number): Code => [0x0c, depth],
  returnNow: [0x0f],
  call: (functionIndex: number): Code => [0x10, ...unsigned(functionIndex)],
  localGet: (local: number): Code => [0x20, ...unsigned(local)],
  localSet: (local: number): Code => [0x21, ...unsigned(local)],
  localTee: (local: number): Code => [0x22, ...unsigned(local)],
  i32Load: (address: number): Code => [0x28, 2, ...unsigned(address)],
  i32Store: (address: number): Code => [0x36, 2, ...unsigned(address)],
  i32Const: (value: number): Code => [0x41, ...signed(value)],
  i32Equal: [0x46],
  i32Lt: [0x48],
  i32Add: [0x6a],
  i32And: [0x71],
  i32Or: [0x72],
  i32Xor: [0x73],
  i32Shl: [0x74],
  i32ShrU: [0x76],
  i32RotateRight: [0x78],
  v128Load: (address: number): Code => [0xfd, 0x00, 4, ...unsigned(address)],
  v128Store: (address: number): Code => [0xfd, 0x0b, 4, ...unsigned(address)],
  v128Const: (lanes: readonly number[]): Code => [0xfd, 0x0c, ...lanes.flatMap(littleEndian)],
  i8x16Shuffle: (lanes: readonly number[]): Code => [0xfd, 0x0d, ...lanes],
  i32x4Splat: [0xfd, 0x11],
  i32x4LtU: [0xfd, 0x3a],
  i32x4LeU: [0xfd, 0x3e],
  v128And: [0xfd, 0x4e],
  v128Or: [0xfd, 0x50],
  v128Xor: [0xfd, 0x51],
  v128AnyTrue: [0xfd, 0x53],
  i32x4Bitmask: [0xfd, 0xa4, 0x01],
  i32x4Shl: [0xfd, 0xab, 0x01],
  i32x4ShrU: [0xfd, 0xad, 0x01],
  i32x4Add: [0xfd, 0xae, 0x01],
} as const;

/** A function of a module; local variables beyond the parameters are i32 first, then v128. */
export interface WasmFunction {
  readonly parameters: readonly number[];
  readonly results: readonly number[];
  readonly i32Locals: number;
  readonly v128Locals: number;
  readonly body: readonly number[];
  /** Exported under this name, or kept inside. */
  readonly name?: string;
}

/** A module with one exported memory of `pages` × 64 KiB, named `memory`, and these functions, indexed in order. */
export function encodeModule(pages: number, functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters, results }) =>
    join([[0x60], vector(parameters.map((type) => [type])), vector(results.map((type) => [type]))]),
  );
  const exports = functions.flatMap(({ name }, index) =>
    name ? [join([encodeName(name), [0x00], unsigned(index)])] : [],
  );
  return Uint8Array.from(
    join([
      [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      section(1, types),
      section(
        3,
        functions.map((_, index) => unsigned(index)),
      ),
      section(5, [join([[0x01], unsigned(pages), unsigned(pages)])]),
      section(7, [join([encodeName('memory'), [0x02, 0x00]]), ...exports]),
      section(10, functions.map(encodeBody)),
    ]),
  );
}

/** All pieces behind one another. Loops, since `flat` and spreading take 10 ms for a kernel. */
export function join(pieces: readonly Code[]): number[] {
  const code: number[] = [];
  for (const piece of pieces) for (const byte of piece) code.push(byte);
  return code;
}

function encodeBody({ i32Locals, v128Locals, body }: WasmFunction): Code {
  const locals = [
    ...(i32Locals > 0 ? [[...unsigned(i32Locals), valueTypes.i32]] : []),
    ...(v128Locals > 0 ? [[...unsigned(v128Locals), valueTypes.v128]] : []),
  ];
  const bytes = join([vector(locals), body, instructions.end]);
  return join([unsigned(bytes.length), bytes]);
}

function section(id: number, items: readonly Code[]): Code {
  const bytes = vector(items);
  return join([[id], unsigned(bytes.length), bytes]);
}

function vector(items: readonly Code[]): Code {
  return join([unsigned(items.length), ...items]);
}

function encodeName(name: string): Code {
  return [name.length, ...Array.from(name, (character) => character.charCodeAt(0))];
}

/** LEB128, unsigned. */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

/** LEB128, signed. */
function signed(value: number): Code {
  const rest = value >> 7;
  const last = rest === (value & 0x40 ? -1 : 0);
  return last ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(rest)];
}

function littleEndian(word: number): Code {
  return [word & 0xff, (word >>> 8) & 0xff, (word >>> 16) & 0xff, word >>> 24];
}
