/** When a word is known: at build time, once a header is given, or only with the nonce. */
export type Stage = 'constant' | 'header' | 'nonce';

/** A 32-bit word that a kernel computes, as the expression that gives it. Words are shared by identity: a word that
 * occurs in two places is computed once. Build them with the functions below, which fold what can be folded. */
export interface Word {
  readonly stage: Stage;
  /** `load` reads memory at a fixed address; `lookup` reads a table whose place is known when the code runs. */
  readonly op:
    | 'constant'
    | 'input'
    | 'nonce'
    | 'load'
    | 'lookup'
    | 'add'
    | 'xor'
    | 'and'
    | 'rotate'
    | 'shift';
  /** The constant; the index of the input; the byte address or offset; the number of bits. 0 for the others. */
  readonly value: number;
  readonly operands: readonly Word[];
}

/** A word known at build time. */
export function constant(value: number): Word {
  return { stage: 'constant', op: 'constant', value: value | 0, operands: [] };
}

/** The word with this index among those that are given with each header. */
export function headerInput(index: number): Word {
  return { stage: 'header', op: 'input', value: index, operands: [] };
}

/** The nonce as the header holds it, read as SHA-256 reads words: big-endian. */
export const nonceWord: Word = { stage: 'nonce', op: 'nonce', value: 0, operands: [] };

/** A word that an earlier statement put into memory; one per use, since memory may change. */
export function load(address: number): Word {
  return { stage: 'nonce', op: 'load', value: address, operands: [] };
}

/** A word of the table that the code is given, at this byte offset. */
export function lookup(offset: number): Word {
  return { stage: 'nonce', op: 'lookup', value: offset, operands: [] };
}

/** The sum modulo 2³². What is known early is added up early: the terms that need the nonce come last, in the order
 * given, so that the caller decides which of them the rest waits for. */
export function add(...terms: readonly Word[]): Word {
  let fixed = 0;
  let early: Word | undefined;
  const late: Word[] = [];
  for (const term of terms.flatMap(earlyAndLate)) {
    if (term.stage === 'constant') fixed = (fixed + term.value) | 0;
    else if (term.stage === 'header') early = early ? node('add', 0, early, term) : term;
    else late.push(term);
  }
  if (fixed !== 0 || (!early && late.length === 0)) {
    early = early ? node('add', 0, early, constant(fixed)) : constant(fixed);
  }
  const [first, ...rest] = late;
  if (!first) return early!;
  return rest.reduce((sum, term) => node('add', 0, sum, term), early ? node('add', 0, early, first) : first);
}

/** An early word plus one late word, taken apart, so that more early ones can join: (c + n) + d = (c + d) + n. */
function earlyAndLate(term: Word): readonly Word[] {
  if (term.op !== 'add') return [term];
  const [left, right] = term.operands as [Word, Word];
  return (term.stage === 'nonce' && left.stage !== 'nonce') || term.stage === 'header'
    ? [left, right]
    : [term];
}

/** Bitwise exclusive or. */
export function xor(left: Word, right: Word): Word {
  if (left === right) return constant(0);
  if (left.op === 'constant' && right.op === 'constant') return constant(left.value ^ right.value);
  if (left.op === 'constant' && left.value === 0) return right;
  if (right.op === 'constant' && right.value === 0) return left;
  return node('xor', 0, left, right);
}

/** Bitwise and. */
export function and(left: Word, right: Word): Word {
  if (left.op === 'constant' && right.op === 'constant') return constant(left.value & right.value);
  if (left.op === 'constant' && left.value === 0) return left;
  if (right.op === 'constant' && right.value === 0) return right;
  return node('and', 0, left, right);
}

/** Rotation to the right by 1 … 31 bits. */
export function rotate(word: Word, bits: number): Word {
  if (word.op === 'constant') return constant((word.value >>> bits) | (word.value << (32 - bits)));
  return node('rotate', bits, word);
}

/** Logical shift to the right by 1 … 31 bits. */
export function shift(word: Word, bits: number): Word {
  if (word.op === 'constant') return constant(word.value >>> bits);
  return node('shift', bits, word);
}

function node(op: Word['op'], value: number, ...operands: readonly Word[]): Word {
  const stage = operands.some((word) => word.stage === 'nonce')
    ? 'nonce'
    : operands.some((word) => word.stage === 'header')
      ? 'header'
      : 'constant';
  return { stage, op, value, operands };
}
