import { initialState, roundConstants } from '#bitcoin/crypto/sha256-constants';
import { memoryLayout, vectorBytes } from './memory-layout.ts';
import {
  type EightWords,
  hashPadding,
  headerTail,
  midstateWords,
  nextScheduleWord,
  round,
} from './sha256-graph.ts';
import { add, constant, load, lookup, nonceWord, type Word } from './word-graph.ts';

/** What a kernel does, in order. The order is the schedule: engines keep it, and so it decides how many values are
 * alive at a time, which must not exceed the 16 vector registers of x86. */
export type Statement =
  /** Writes the word to memory. */
  | { readonly kind: 'store'; readonly address: number; readonly word: Word }
  /** Computes the word now, for those who need it later. */
  | { readonly kind: 'hold'; readonly word: Word }
  /** Takes state and ring sixteen rounds further, beginning with round `from`. */
  | { readonly kind: 'sixteenRounds'; readonly from: number };

/** Rounds of each hash that are written out: as long as the schedule still has words that do not need the nonce, or
 * whose terms are constants. The rest runs through `sixteenRounds`: with 16 rounds more of either hash the code is
 * 2 to 8 % slower, since it fills the first-level cache; with 16 fewer of the second hash it was 2 % slower. */
const firstWrittenOut = 32;
const secondWrittenOut = 32;

/** The last word of a hash is the variable e of three rounds earlier, so that 61 of the 64 rounds give it. */
const lastWordRounds = 61;

/** From the nonce to the last word of its SHA-256d, which is stored at `resultAddress`.
 * @see FIPS 180-4 §6.2; Bitcoin Core `CBlockHeader::GetHash` */
export function searchProgram(resultAddress: number): readonly Statement[] {
  const first = [...headerTail];
  const statements: Statement[] = [storeInRing(3, nonceWord)];
  const started = writeOutRounds(statements, midstateWords, first, 0, firstWrittenOut);
  statements.push(...storeEarlyWords(first), ...storeState(started), ...sixteenRounds(firstWrittenOut, 64));

  const hash = loadState().map((word, i) => add(midstateWords[i]!, word));
  statements.push(...hash.map((word, i) => storeInRing(i, word)));
  const initial = Array.from(initialState, constant) as unknown as EightWords;
  const second = [...Array.from({ length: 8 }, () => undefined), ...hashPadding];
  const continued = writeOutRounds(statements, initial, second, 0, secondWrittenOut);
  statements.push(
    ...storeEarlyWords(second),
    ...storeState(continued),
    ...sixteenRounds(secondWrittenOut, 48),
  );

  const ending: Statement[] = [];
  const ended = writeOutRounds(ending, loadState(), [], 48, lastWordRounds);
  const lastWord = add(ended[4], constant(initialState[7]!));
  ending.push({ kind: 'store', address: resultAddress, word: lastWord });
  return [...statements, ...withoutIdle(ending)];
}

/** The body of `sixteenRounds`: its round constants are looked up. */
export function sixteenRoundsProgram(): readonly Statement[] {
  const statements: Statement[] = [];
  const ended = writeOutRounds(statements, loadState(), [], 16, 32, (t) => lookup(vectorBytes * (t - 16)));
  return [...statements, ...storeState(ended)];
}

/** Appends the rounds `from` … `to - 1`, and the words of the schedule that they need. Words of `schedule` that are
 * undefined are in the ring.
 * @returns the variables after the last round */
function writeOutRounds(
  statements: Statement[],
  before: EightWords,
  schedule: (Word | undefined)[],
  from: number,
  to: number,
  roundConstant: (t: number) => Word = (t) => constant(roundConstants[t]!),
): EightWords {
  let state = before;
  const earlier = (t: number): Word => {
    const word = schedule[t];
    return word && word.stage !== 'nonce' ? word : load(ringAddress(t));
  };
  for (let t = from; t < to; t++) {
    if (t >= 16) {
      const word = nextScheduleWord(earlier(t - 2), earlier(t - 7), earlier(t - 15), earlier(t - 16));
      schedule[t] = word;
      if (word.stage === 'nonce') statements.push(storeInRing(t, word));
    }
    state = round(state, roundConstant(t), schedule[t] ?? load(ringAddress(t)));
    statements.push({ kind: 'hold', word: state[4] }, { kind: 'hold', word: state[0] });
  }
  return state;
}

/** Puts into the ring what is known before the nonce among the latest 16 words: it was used directly so far. */
function storeEarlyWords(schedule: readonly (Word | undefined)[]): readonly Statement[] {
  return schedule.flatMap((word, t) =>
    word && word.stage !== 'nonce' && t >= schedule.length - 16 ? [storeInRing(t, word)] : [],
  );
}

/** Leaves out what no store depends on: the sums a of the last rounds. */
function withoutIdle(statements: readonly Statement[]): readonly Statement[] {
  const needed = new Set<Word>();
  const need = (word: Word): void => {
    if (needed.has(word)) return;
    needed.add(word);
    word.operands.forEach(need);
  };
  for (const statement of statements) if (statement.kind === 'store') need(statement.word);
  return statements.filter((statement) => statement.kind !== 'hold' || needed.has(statement.word));
}

function sixteenRounds(from: number, to: number): readonly Statement[] {
  const statements: Statement[] = [];
  for (let t = from; t < to; t += 16) statements.push({ kind: 'sixteenRounds', from: t });
  return statements;
}

function storeInRing(t: number, word: Word): Statement {
  return { kind: 'store', address: ringAddress(t), word };
}

function ringAddress(t: number): number {
  return memoryLayout.ring + vectorBytes * (t % 16);
}

function storeState(state: EightWords): readonly Statement[] {
  return state.map((word, i) => ({ kind: 'store', address: memoryLayout.state + vectorBytes * i, word }));
}

function loadState(): EightWords {
  return Array.from({ length: 8 }, (_, i) =>
    load(memoryLayout.state + vectorBytes * i),
  ) as unknown as EightWords;
}
