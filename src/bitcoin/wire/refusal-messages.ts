import { assert } from '../encoding/assert.ts';
import { sizeOfCompactSize } from '../encoding/compact-size.ts';
import { bytesToHex, hexToBytes } from '../encoding/hex.ts';
import { bytesToText, textToBytes } from '../encoding/latin1.ts';
import type { PayloadCodec } from './payload-codec.ts';

/** “I refuse what you sent, and this is why” (BIP-0061; Bitcoin Core stopped sending it in 0.20). */
export interface RejectMessage {
  readonly type: 'reject';
  /** Command of the refused message. */
  readonly message: string;
  /** uint8: 0x01 malformed, 0x10 invalid, 0x11 obsolete, 0x12 duplicate, 0x40 nonstandard, 0x41 dust, 0x42 fee, 0x43 checkpoint */
  readonly code: number;
  readonly reason: string;
  /** What follows, usually the hash of the refused object in internal order; hex, empty when nothing does. */
  readonly data: string;
}

/** A notice signed with the alert key; the system was retired in 2016.
 * The payload stays opaque: the key is public since then and the text means nothing. */
export interface AlertMessage {
  readonly type: 'alert';
  /** hex */
  readonly payload: string;
  /** hex */
  readonly signature: string;
}

const maxCommandBytes = 12;
const maxReasonBytes = 111;

/** `reject`: message, code, reason and whatever data follows.
 * @see BIP-0061 */
export const rejectCodec: PayloadCodec<RejectMessage> = {
  write(writer, { message, code, reason, data }) {
    writer.varBytes(textToBytes(message));
    writer.u8(code);
    writer.varBytes(textToBytes(reason));
    writer.bytes(hexToBytes(data));
  },
  read: (reader) => ({
    type: 'reject',
    message: bytesToText(reader.varBytes(maxCommandBytes)),
    code: reader.u8(),
    reason: bytesToText(reader.varBytes(maxReasonBytes)),
    data: bytesToHex(reader.bytes(reader.remaining)),
  }),
  size: ({ message, reason, data }) =>
    sizeOfCompactSize(message.length) +
    message.length +
    1 +
    sizeOfCompactSize(reason.length) +
    reason.length +
    bytesOfHex(data),
};

/** `alert`: payload and signature, each with its length. */
export const alertCodec: PayloadCodec<AlertMessage> = {
  write(writer, { payload, signature }) {
    writer.varBytes(hexToBytes(payload));
    writer.varBytes(hexToBytes(signature));
  },
  read: (reader) => ({
    type: 'alert',
    payload: bytesToHex(reader.varBytes(reader.remaining)),
    signature: bytesToHex(reader.varBytes(reader.remaining)),
  }),
  size({ payload, signature }) {
    const [payloadBytes, signatureBytes] = [bytesOfHex(payload), bytesOfHex(signature)];
    return (
      sizeOfCompactSize(payloadBytes) + payloadBytes + sizeOfCompactSize(signatureBytes) + signatureBytes
    );
  },
};

function bytesOfHex(hex: string): number {
  assert(hex.length % 2 === 0, 'hex has an even number of digits');
  return hex.length / 2;
}
