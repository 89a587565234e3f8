import { assert } from '#bitcoin/encoding/assert';
import { roundConstantAt } from './memory-layout.ts';
import type { Statement } from './search-program.ts';
import { type Code, instructions as wasm } from './wasm-bytes.ts';
import type { Word } from './word-graph.ts';

/** What the code of some statements is surrounded by. */
export interface VectorContext {
  /** Where the words that are known before the nonce lie. */
  readonly addressOf: (word: Word) => number;
  /** The local that holds the nonces, big-endian. */
  readonly nonceLocal: number;
  /** The i32 local that holds the address of the table for `lookup`. */
  readonly tableLocal: number;
  /** The first local that is free for intermediate vectors. */
  readonly firstLocal: number;
  /** The function index of `sixteenRounds`. */
  readonly sixteenRounds: number;
}

/** WebAssembly SIMD code that carries out `statements` for four nonces at once.
 * A word that is used once stays on the operand stack; one that is used again goes through a local, which is free
 * for others after its last use. */
export function emitVectorCode(
  statements: readonly Statement[],
  context: VectorContext,
): { readonly code: number[]; readonly localCount: number } {
  const code: number[] = [];
  const usesLeft = countUses(statements);
  const localOf = new Map<Word, number>();
  const freeLocals: number[] = [];
  let localCount = 0;

  for (const statement of statements) {
    switch (statement.kind) {
      case 'sixteenRounds':
        put(wasm.i32Const(roundConstantAt(statement.from)), wasm.call(context.sixteenRounds));
        break;
      case 'store':
        put(wasm.i32Const(0));
        emit(statement.word);
        put(wasm.v128Store(statement.address));
        break;
      case 'hold':
        hold(statement.word);
        break;
    }
  }
  return { code, localCount };

  function put(...pieces: readonly Code[]): void {
    for (const piece of pieces) code.push(...piece);
  }

  /** Leaves the word on the operand stack. */
  function emit(word: Word): void {
    if (word.stage !== 'nonce') {
      put(wasm.i32Const(0), wasm.v128Load(context.addressOf(word)));
      return;
    }
    const local = word.op === 'nonce' ? context.nonceLocal : localOf.get(word);
    if (local !== undefined) {
      put(wasm.localGet(local));
      countDown(word);
      return;
    }
    compute(word);
    countDown(word);
    if (usesLeft.get(word)! > 0) put(wasm.localTee(takeLocal(word)));
  }

  /** Computes the word into its local, unless it waits there already or has but one use: that one will do it. */
  function hold(word: Word): void {
    if (word.stage !== 'nonce' || localOf.has(word) || usesLeft.get(word)! < 2) return;
    compute(word);
    put(wasm.localSet(takeLocal(word)));
  }

  function compute(word: Word): void {
    const [left, right] = word.operands as [Word, Word];
    switch (word.op) {
      case 'load':
        put(wasm.i32Const(0), wasm.v128Load(word.value));
        break;
      case 'lookup':
        put(wasm.localGet(context.tableLocal), wasm.v128Load(word.value));
        break;
      case 'add':
        emit(left);
        emit(right);
        put(wasm.i32x4Add);
        break;
      case 'xor':
        emit(left);
        emit(right);
        put(wasm.v128Xor);
        break;
      case 'and':
        emit(left);
        emit(right);
        put(wasm.v128And);
        break;
      case 'shift':
        emit(left);
        put(wasm.i32Const(word.value), wasm.i32x4ShrU);
        break;
      case 'rotate': // WebAssembly's vectors have none.
        emit(left);
        put(wasm.i32Const(word.value), wasm.i32x4ShrU);
        emit(left);
        put(wasm.i32Const(32 - word.value), wasm.i32x4Shl, wasm.v128Or);
        break;
      case 'constant':
      case 'input':
      case 'nonce':
        assert(false, 'a word known before the code runs is not computed');
    }
  }

  function takeLocal(word: Word): number {
    const local = freeLocals.pop() ?? context.firstLocal + localCount++;
    localOf.set(word, local);
    return local;
  }

  function countDown(word: Word): void {
    const left = usesLeft.get(word)! - 1;
    usesLeft.set(word, left);
    const local = localOf.get(word);
    if (left === 0 && local !== undefined) freeLocals.push(local);
  }
}

/** How often the code will ask for each word; holding it does not count. */
function countUses(statements: readonly Statement[]): Map<Word, number> {
  const uses = new Map<Word, number>();
  const visit = (word: Word): void => {
    if (word.stage !== 'nonce') return;
    const before = uses.get(word) ?? 0;
    uses.set(word, before + 1);
    if (before > 0) return;
    word.operands.forEach(visit);
    if (word.op === 'rotate') word.operands.forEach(visit); // two shifts
  };
  for (const statement of statements) if (statement.kind === 'store') visit(statement.word);
  return uses;
}
