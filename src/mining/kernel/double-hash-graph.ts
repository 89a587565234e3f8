import { initialState, roundConstants } from '#bitcoin/crypto/sha256-constants';
import {
  type EightWords,
  hashPadding,
  headerTail,
  midstateWords,
  nextScheduleWord,
  round,
} from './sha256-graph.ts';
import { add, constant, type Word } from './word-graph.ts';

/** The whole SHA-256d of a header as one graph: the eight words of the hash.
 * Inputs 0 … 7 are the midstate, 8 … 10 the header's last three words before the nonce.
 * @see FIPS 180-4 §6.2; Bitcoin Core `CBlockHeader::GetHash` */
export function doubleHashWords(): EightWords {
  const first = compress(midstateWords, headerTail);
  return compress(Array.from(initialState, constant) as unknown as EightWords, [...first, ...hashPadding]);
}

function compress(before: EightWords, block: readonly Word[]): EightWords {
  const schedule = [...block];
  let state = before;
  for (let t = 0; t < 64; t++) {
    const word =
      schedule[t] ??
      nextScheduleWord(schedule[t - 2]!, schedule[t - 7]!, schedule[t - 15]!, schedule[t - 16]!);
    schedule[t] = word;
    state = round(state, constant(roundConstants[t]!), word);
  }
  return state.map((word, i) => add(before[i]!, word)) as unknown as EightWords;
}
