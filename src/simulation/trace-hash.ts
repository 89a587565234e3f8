import { sha256 } from '#bitcoin/crypto/sha256';
import { bytesToHex } from '#bitcoin/encoding/hex';
import { mix } from './random/mix.ts';

/** A running fingerprint of everything that happened, row by row and by content.
 * Four 32-bit lanes of MurmurHash3 rounds, closed with SHA-256 when read: fast enough for millions of rows a second,
 * meant to tell histories apart, not to resist forgery. */
export class TraceHash {
  private a = 0x243f6a88;
  private b = 0x85a308d3 | 0;
  private c = 0x13198a2e;
  private d = 0x03707344;
  private rows = 0;

  /** One row. `time` and `x` are integers below 2^53; the rest are uint32 identities. */
  add(time: number, kind: number, a: number, b: number, object0: number, object1: number, x: number): void {
    this.rows++;
    const timeHigh = (time / 4294967296) | 0;
    const xHigh = (x / 4294967296) | 0;
    this.a = mix(mix(this.a, time | 0), timeHigh ^ kind) ^ this.d;
    this.b = mix(mix(this.b, a), b) ^ this.a;
    this.c = mix(mix(this.c, object0), object1) ^ this.b;
    this.d = mix(mix(this.d, x | 0), xHigh) ^ this.c;
  }

  /** 32 hex digits for all rows so far. */
  digest(): string {
    const words = new Uint8Array(24);
    const view = new DataView(words.buffer);
    [this.a, this.b, this.c, this.d, this.rows | 0, Math.floor(this.rows / 4294967296)].forEach((word, i) => {
      view.setInt32(i * 4, word, true);
    });
    return bytesToHex(sha256(words)).slice(0, 32);
  }

  copy(): TraceHash {
    const copy = new TraceHash();
    copy.a = this.a;
    copy.b = this.b;
    copy.c = this.c;
    copy.d = this.d;
    copy.rows = this.rows;
    return copy;
  }
}
