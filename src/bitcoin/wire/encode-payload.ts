import { assert } from '../encoding/assert.ts';
import { ByteWriter } from '../encoding/byte-writer.ts';
import { hexToBytes } from '../encoding/hex.ts';
import { codecOf } from './payload-codecs.ts';
import { payloadSize } from './payload-size.ts';
import type { WireMessage } from './wire-message.ts';

/** The payload bytes of a message, without the 24 bytes of framing. */
export function encodePayload(message: WireMessage): Uint8Array {
  if (message.type === 'unknown') return hexToBytes(message.payload);
  const size = payloadSize(message);
  const writer = new ByteWriter(size);
  codecOf(message.type).write(writer, message);
  assert(writer.length === size, `a ${message.type} message has the size computed for it`);
  return writer.finish();
}
