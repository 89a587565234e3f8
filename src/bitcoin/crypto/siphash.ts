/** A SipHash key: two uint64. */
export interface SipHashKey {
  readonly k0: bigint;
  readonly k1: bigint;
}

/** SipHash-2-4 of `bytes`: a fast keyed hash whose output nobody can predict without the key.
 * Compact blocks shorten transaction ids with it (BIP-0152), compact filters place elements (BIP-0158).
 * @returns uint64
 * @see Aumasson and Bernstein, “SipHash: a fast short-input PRF” (2012); Bitcoin Core src/crypto/siphash.h */
export function sipHash(key: SipHashKey, bytes: Uint8Array): bigint {
  const state = new State(key);
  const whole = bytes.length & ~7;
  for (let at = 0; at < whole; at += 8) state.absorb(word(bytes, at), word(bytes, at + 4));
  // The last word holds the bytes left over and, on top, the length modulo 256.
  const tail = new Uint8Array(8);
  tail.set(bytes.subarray(whole));
  tail[7] = bytes.length;
  state.absorb(word(tail, 0), word(tail, 4));
  return state.finish();
}

/** The four 64-bit words v0 … v3, each as low and high half because JavaScript's integers are 32 bits wide. */
class State {
  private readonly low = new Int32Array(4);
  private readonly high = new Int32Array(4);

  constructor({ k0, k1 }: SipHashKey) {
    const start = [
      k0 ^ 0x736f6d6570736575n,
      k1 ^ 0x646f72616e646f6dn,
      k0 ^ 0x6c7967656e657261n,
      k1 ^ 0x7465646279746573n,
    ];
    for (const [i, value] of start.entries()) {
      this.low[i] = Number(BigInt.asIntN(32, value));
      this.high[i] = Number(BigInt.asIntN(32, value >> 32n));
    }
  }

  /** One word of the message: two rounds between its two additions. */
  absorb(low: number, high: number): void {
    this.low[3]! ^= low;
    this.high[3]! ^= high;
    this.round();
    this.round();
    this.low[0]! ^= low;
    this.high[0]! ^= high;
  }

  finish(): bigint {
    this.low[2]! ^= 0xff;
    for (let i = 0; i < 4; i++) this.round();
    const low = this.low[0]! ^ this.low[1]! ^ this.low[2]! ^ this.low[3]!;
    const high = this.high[0]! ^ this.high[1]! ^ this.high[2]! ^ this.high[3]!;
    return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
  }

  private round(): void {
    this.add(0, 1);
    this.add(2, 3);
    this.rotateLeft(1, 13);
    this.rotateLeft(3, 16);
    this.xor(1, 0);
    this.xor(3, 2);
    this.swapHalves(0);
    this.add(2, 1);
    this.add(0, 3);
    this.rotateLeft(1, 17);
    this.rotateLeft(3, 21);
    this.xor(1, 2);
    this.xor(3, 0);
    this.swapHalves(2);
  }

  private add(to: number, from: number): void {
    const low = (this.low[to]! >>> 0) + (this.low[from]! >>> 0);
    this.low[to] = low | 0;
    this.high[to] = (this.high[to]! + this.high[from]! + (low > 0xffffffff ? 1 : 0)) | 0;
  }

  private xor(to: number, from: number): void {
    this.low[to]! ^= this.low[from]!;
    this.high[to]! ^= this.high[from]!;
  }

  /** Rotation by 1 … 31 bits. */
  private rotateLeft(i: number, bits: number): void {
    const [low, high] = [this.low[i]!, this.high[i]!];
    this.low[i] = (low << bits) | (high >>> (32 - bits));
    this.high[i] = (high << bits) | (low >>> (32 - bits));
  }

  /** Rotation by 32 bits. */
  private swapHalves(i: number): void {
    const low = this.low[i]!;
    this.low[i] = this.high[i]!;
    this.high[i] = low;
  }
}

function word(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}
