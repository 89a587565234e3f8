import type { PayloadCodec } from './payload-codec.ts';

/** “Are you there?” Before BIP-0031 it carried no nonce and expected no answer. */
export interface PingMessage {
  readonly type: 'ping';
  /** uint64 */
  readonly nonce?: bigint;
}

/** The answer to a `ping`, with its nonce (BIP-0031). */
export interface PongMessage {
  readonly type: 'pong';
  /** uint64 */
  readonly nonce: bigint;
}

/** `ping`: 8 bytes, or none from very old nodes. */
export const pingCodec: PayloadCodec<PingMessage> = {
  write(writer, { nonce }) {
    if (nonce !== undefined) writer.u64(nonce);
  },
  read: (reader) => (reader.remaining === 0 ? { type: 'ping' } : { type: 'ping', nonce: reader.u64() }),
  size: ({ nonce }) => (nonce === undefined ? 0 : 8),
};

/** `pong`: 8 bytes. */
export const pongCodec: PayloadCodec<PongMessage> = {
  write(writer, { nonce }) {
    writer.u64(nonce);
  },
  read: (reader) => ({ type: 'pong', nonce: reader.u64() }),
  size: () => 8,
};
