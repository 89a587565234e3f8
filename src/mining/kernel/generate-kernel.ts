import { emitScalarCode } from './emit-scalar-code.ts';
import { emitVectorCode } from './emit-vector-code.ts';
import { createWordPool, memoryLayout, vectorBytes, type WordPool } from './memory-layout.ts';
import { searchProgram, sixteenRoundsProgram } from './search-program.ts';
import {
  type Code,
  encodeModule,
  join,
  valueTypes,
  type WasmFunction,
  instructions as wasm,
} from './wasm-bytes.ts';

/** A WebAssembly module that searches headers four nonces at a time, and what its memory must hold beforehand.
 *
 * The module exports its `memory` and two functions. `prepare()` is called when the inputs at `memoryLayout.inputs`
 * have changed. `search(firstNonce, groups, limit)` tries `groups` × 4 nonces and gives the number of the first
 * group with a hash whose highest 32 bits are at most `limit`, with the details at `memoryLayout.answer`, or -1. */
export interface Kernel {
  readonly module: Uint8Array<ArrayBuffer>;
  readonly constants: WordPool['constants'];
}

/** Generates the kernel, in 10 to 30 ms.
 *
 * SHA-256d is built as a graph of words (`sha256-graph.ts`) that knows of each word whether it depends on the nonce.
 * Midstate, first rounds, padding and the sums of constants fall out of that without special cases. The graph is cut
 * into statements (`search-program.ts`) and written down as WebAssembly (`emit-*.ts`, `wasm-bytes.ts`).
 *
 * V8 makes 1,660 instructions a hash of it and keeps nearly everything in registers; 1,440 are arithmetic that no known
 * form of SHA-256d saves, 550 of them shifts. On Zen 3 and 4 the two ports that shift are the limit: with half of the
 * shifts replaced by sums (and wrong results) it was 14 % faster. What was tried and won nothing there: another order
 * of the instructions (a list scheduler, shifts spread evenly, words of the schedule ahead of time, other orders of
 * the sums), two vectors at a time, multiplication for left shifts, both sigmas of a word computed together (fewer
 * operations, more memory), v128.bitselect for choice, the ring at short addresses. A fifth nonce in ordinary
 * registers, its statements between those of the vector, was 15 to 22 % slower: it takes 5,500 instructions more. */
export function generateKernel(): Kernel {
  const pool = createWordPool();
  // Functions are indexed in this order; `prepare` comes last, since only then the pool is complete.
  const functions = [sixteenRoundsFunction(pool), searchFunction(pool), prepareFunction(pool)];
  return { module: encodeModule(1, functions), constants: pool.constants };
}

const sixteenRoundsIndex = 0;

function sixteenRoundsFunction({ addressOf }: WordPool): WasmFunction {
  const { code, localCount } = emitVectorCode(sixteenRoundsProgram(), {
    ...{ addressOf, nonceLocal: -1, tableLocal: 0, firstLocal: 1, sixteenRounds: sixteenRoundsIndex },
  });
  return { parameters: [valueTypes.i32], results: [], i32Locals: 0, v128Locals: localCount, body: code };
}

function searchFunction({ addressOf }: WordPool): WasmFunction {
  const [firstNonce, groups, limit, group, nonces, nonceWords, limits] = [0, 1, 2, 3, 4, 5, 6] as const;
  const firstLocal = 7;
  // The last word of the hash passes through a slot of the ring that is free by then.
  const lastWord = memoryLayout.ring + 15 * vectorBytes;
  const { code, localCount } = emitVectorCode(searchProgram(lastWord), {
    ...{ addressOf, nonceLocal: nonceWords, tableLocal: -1, firstLocal, sixteenRounds: sixteenRoundsIndex },
  });
  const swapBytes = wasm.i8x16Shuffle([3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12]);
  const compare = (comparison: Code) => join([wasm.localGet(nonceWords), wasm.localGet(limits), comparison]);
  const body = join([
    ...[wasm.localGet(limit), wasm.i32x4Splat, wasm.localSet(limits)],
    ...[wasm.localGet(firstNonce), wasm.i32x4Splat, wasm.v128Const([0, 1, 2, 3]), wasm.i32x4Add],
    ...[wasm.localSet(nonces), wasm.loop],

    ...[wasm.localGet(nonces), wasm.localGet(nonces), swapBytes, wasm.localSet(nonceWords)],
    code,

    // A hash is compared as a little-endian number: its last word is the highest, bytes reversed.
    ...[wasm.i32Const(0), wasm.v128Load(lastWord), wasm.localTee(nonceWords)],
    ...[wasm.localGet(nonceWords), swapBytes, wasm.localSet(nonceWords)],
    ...[compare(wasm.i32x4LeU), wasm.v128AnyTrue, wasm.ifThen],
    ...[wasm.i32Const(0), compare(wasm.i32x4LeU), wasm.i32x4Bitmask, wasm.i32Store(memoryLayout.answer)],
    ...[wasm.i32Const(0), compare(wasm.i32x4LtU), wasm.i32x4Bitmask, wasm.i32Store(memoryLayout.answer + 4)],
    ...[wasm.localGet(group), wasm.returnNow, wasm.end],

    ...[wasm.localGet(nonces), wasm.v128Const([4, 4, 4, 4]), wasm.i32x4Add, wasm.localSet(nonces)],
    ...[wasm.localGet(group), wasm.i32Const(1), wasm.i32Add, wasm.localTee(group)],
    ...[wasm.localGet(groups), wasm.i32Lt, wasm.branchIf(0), wasm.end, wasm.i32Const(-1)],
  ]);
  return {
    ...{
      name: 'search',
      parameters: [valueTypes.i32, valueTypes.i32, valueTypes.i32],
      results: [valueTypes.i32],
    },
    ...{ i32Locals: 1, v128Locals: 3 + localCount, body },
  };
}

function prepareFunction({ headerWords }: WordPool): WasmFunction {
  const { code, localCount } = emitScalarCode(headerWords);
  return { name: 'prepare', parameters: [], results: [], i32Locals: localCount, v128Locals: 0, body: code };
}
