import { initialState } from './sha256-constants.ts';
import { compress } from './sha256-rounds.ts';
import { bigEndianWord } from './words.ts';

/** SHA-256's state after the first 64 bytes of `header`: eight int32 into `result`. They hold no nonce, so that one
 * computation serves all attempts. Cost: about 0.5 µs. */
export function midstateOf(header: Uint8Array, result: Int32Array): void {
  for (let i = 0; i < 16; i++) schedule[i] = bigEndianWord(header, 4 * i);
  compress(initialState, schedule, result);
}

const schedule = new Int32Array(64);
