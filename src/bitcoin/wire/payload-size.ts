import { codecOf } from './payload-codecs.ts';
import type { WireMessage } from './wire-message.ts';

/** Bytes of a frame's header: magic, command, length, checksum. */
export const frameHeaderSize = 24;

/** Bytes of a message's payload, computed without encoding it: the simulation charges every link with it.
 * Sizes of transactions and blocks are remembered per object. */
export function payloadSize(message: WireMessage): number {
  if (message.type === 'unknown') return message.payload.length / 2;
  return codecOf(message.type).size(message);
}

/** Bytes a message takes on a link: its payload and 24 bytes of framing. */
export function frameSize(message: WireMessage): number {
  return frameHeaderSize + payloadSize(message);
}
