import { OP } from './opcodes.ts';

/** One instruction of a script, where it stands and what it pushes. */
export interface ScriptOperation {
  /** Offset of its opcode byte. */
  readonly offset: number;
  readonly opcode: number;
  /** What a data push (OP_0 … OP_PUSHDATA4) pushes; undefined for every other opcode. A view into the script. */
  readonly data: Uint8Array | undefined;
  /** Offset of the next instruction. */
  readonly end: number;
  /** True when the script stops inside a push: such a script fails if execution comes here. */
  readonly truncated: boolean;
}

/** All instructions of a script in order; the last one is marked `truncated` when its push runs over the end. */
export function parseScript(script: Uint8Array): ScriptOperation[] {
  const operations: ScriptOperation[] = [];
  for (let offset = 0; offset < script.length; ) {
    const operation = readOperation(script, offset);
    operations.push(operation);
    if (operation.truncated) break;
    offset = operation.end;
  }
  return operations;
}

/** The instruction at `offset`, which must lie inside the script.
 * For a truncated push `end` is behind the length bytes that could be read, as in Bitcoin Core.
 * @see Bitcoin Core `GetScriptOp`, src/script/script.cpp */
export function readOperation(script: Uint8Array, offset: number): ScriptOperation {
  const opcode = script[offset]!;
  let start = offset + 1;
  if (opcode > OP.PUSHDATA4) return { offset, opcode, data: undefined, end: start, truncated: false };
  let length = opcode;
  if (opcode >= OP.PUSHDATA1) {
    const lengthBytes = opcode === OP.PUSHDATA1 ? 1 : opcode === OP.PUSHDATA2 ? 2 : 4;
    if (start + lengthBytes > script.length) return truncatedAt(offset, opcode, start);
    length = 0;
    for (let i = lengthBytes - 1; i >= 0; i--) length = length * 256 + script[start + i]!;
    start += lengthBytes;
  }
  const end = start + length;
  if (end > script.length) return truncatedAt(offset, opcode, start);
  return { offset, opcode, data: script.subarray(start, end), end, truncated: false };
}

/** Where the instruction at `offset` ends, for those who only walk over it; −1 when it is truncated. */
export function endOfOperation(script: Uint8Array, offset: number): number {
  const opcode = script[offset]!;
  if (opcode > OP.PUSHDATA4) return offset + 1;
  if (opcode >= OP.PUSHDATA1) {
    const { end, truncated } = readOperation(script, offset);
    return truncated ? -1 : end;
  }
  const end = offset + 1 + opcode;
  return end > script.length ? -1 : end;
}

function truncatedAt(offset: number, opcode: number, end: number): ScriptOperation {
  return { offset, opcode, data: undefined, end, truncated: true };
}

/** Whether the script does nothing but push values, OP_RESERVED counting as one.
 * @see Bitcoin Core `CScript::IsPushOnly` */
export function isPushOnly(script: Uint8Array, start = 0): boolean {
  for (let offset = start; offset < script.length; ) {
    const operation = readOperation(script, offset);
    if (operation.truncated || operation.opcode > OP['16']) return false;
    offset = operation.end;
  }
  return true;
}

/** Whether data is pushed with the shortest opcode that can push it.
 * @see Bitcoin Core `CheckMinimalPush`; BIP-0062 rule 3 */
export function isMinimalPush(data: Uint8Array, opcode: number): boolean {
  if (data.length === 0) return opcode === OP['0'];
  if (data.length === 1 && data[0]! >= 1 && data[0]! <= 16) return false;
  if (data.length === 1 && data[0] === 0x81) return false;
  if (data.length <= 75) return opcode === data.length;
  if (data.length <= 0xff) return opcode === OP.PUSHDATA1;
  return data.length > 0xffff || opcode === OP.PUSHDATA2;
}
