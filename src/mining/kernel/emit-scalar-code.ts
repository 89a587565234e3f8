import { assert } from '#bitcoin/encoding/assert';
import { memoryLayout } from './memory-layout.ts';
import { instructions as wasm } from './wasm-bytes.ts';
import type { Word } from './word-graph.ts';

/** WebAssembly code that computes words known with the header, from the inputs in memory, and stores each of them
 * four times over at its address. Uses the i32 locals 0 … `localCount` - 1. */
export function emitScalarCode(words: readonly { readonly address: number; readonly word: Word }[]): {
  readonly code: number[];
  readonly localCount: number;
} {
  const code: number[] = [];
  const localOf = new Map<Word, number>();

  for (const { address, word } of words) {
    code.push(...wasm.i32Const(0));
    emit(word);
    code.push(...wasm.i32x4Splat, ...wasm.v128Store(address));
  }
  return { code, localCount: localOf.size };

  function emit(word: Word): void {
    if (word.op === 'constant') {
      code.push(...wasm.i32Const(word.value));
      return;
    }
    const known = localOf.get(word);
    if (known !== undefined) {
      code.push(...wasm.localGet(known));
      return;
    }
    compute(word);
    const local = localOf.size;
    localOf.set(word, local);
    code.push(...wasm.localTee(local));
  }

  function compute(word: Word): void {
    if (word.op === 'input') {
      code.push(...wasm.i32Const(0), ...wasm.i32Load(memoryLayout.inputs + 4 * word.value));
      return;
    }
    word.operands.forEach(emit);
    switch (word.op) {
      case 'add':
        code.push(...wasm.i32Add);
        break;
      case 'xor':
        code.push(...wasm.i32Xor);
        break;
      case 'and':
        code.push(...wasm.i32And);
        break;
      case 'rotate':
        code.push(...wasm.i32Const(word.value), ...wasm.i32RotateRight);
        break;
      case 'shift':
        code.push(...wasm.i32Const(word.value), ...wasm.i32ShrU);
        break;
      default:
        assert(false, 'a word that needs the nonce is not known with the header');
    }
  }
}
