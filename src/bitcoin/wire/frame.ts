import { sha256d } from '../crypto/sha256.ts';
import { assert } from '../encoding/assert.ts';
import { ByteReader } from '../encoding/byte-reader.ts';
import { ByteWriter } from '../encoding/byte-writer.ts';
import { DecodeError } from '../encoding/decode-error.ts';
import { equalBytes } from '../encoding/equal-bytes.ts';
import { bytesToText, textToBytes } from '../encoding/latin1.ts';
import { decodePayload } from './decode-payload.ts';
import { encodePayload } from './encode-payload.ts';
import { frameHeaderSize } from './payload-size.ts';
import type { WireMessage } from './wire-message.ts';

/** Bytes a payload may have.
 * @see Bitcoin Core `MAX_PROTOCOL_MESSAGE_LENGTH`, src/net.h */
export const MAX_PROTOCOL_MESSAGE_LENGTH = 4_000_000;

/** A message together with the frame it came in. */
export interface Frame {
  /** uint32 that tells networks apart */
  readonly magic: number;
  readonly command: string;
  readonly message: WireMessage;
}

/** How a frame is written or read, where that is not today's way. */
export interface FrameOptions {
  /** The old 20-byte header without checksum, used for `version` and `verack` until 20 February 2012. */
  readonly withoutChecksum?: boolean;
}

const commandSize = 12;
const checksumSize = 4;

/** The bytes of a message as they cross a link:
 * ```
 * 0       4                    16       20         24
 * magic | command, NUL-padded | length | checksum | payload
 * ```
 * The checksum is the first four bytes of the payload's SHA-256d.
 * @param magic uint32 of the network, written little-endian
 * @see Bitcoin Core `CMessageHeader`, src/protocol.h */
export function frame(message: WireMessage, magic: number, options: FrameOptions = {}): Uint8Array {
  const payload = encodePayload(message);
  assert(payload.length <= MAX_PROTOCOL_MESSAGE_LENGTH, 'a payload has at most 4,000,000 bytes');
  const writer = new ByteWriter(frameHeaderSize + payload.length);
  writer
    .u32(magic)
    .bytes(encodeCommand(commandOf(message)))
    .u32(payload.length);
  if (!options.withoutChecksum) writer.bytes(checksumOf(payload));
  return writer.bytes(payload).finish();
}

/** The frame that `bytes` are, all of them.
 * @param magic the network's; others are refused. Without it every network is accepted.
 * @throws {DecodeError} on a foreign magic, a malformed command, a length above 4,000,000 or not that of the
 *   payload, a wrong checksum, or a payload that its command does not allow; offsets count from the frame's start */
export function decodeFrame(bytes: Uint8Array, magic?: number, options: FrameOptions = {}): Frame {
  const reader = new ByteReader(bytes);
  const header = readFrameHeader(reader, magic, options);
  const payloadAt = reader.offset;
  const payload = reader.bytes(header.length);
  reader.expectEnd();
  if (header.checksum !== undefined && !equalBytes(header.checksum, checksumOf(payload)))
    throw new DecodeError('checksum does not match the payload', payloadAt - checksumSize);
  return {
    magic: header.magic,
    command: header.command,
    message: decodePayload(header.command, bytes, payloadAt),
  };
}

/** The header of a frame as it is written, before its payload is looked at. */
export interface FrameHeader {
  readonly magic: number;
  readonly command: string;
  /** bytes of payload that follow */
  readonly length: number;
  /** absent in the old 20-byte header */
  readonly checksum?: Uint8Array;
}

/** Reads magic, command, length and checksum.
 * @throws {DecodeError} as `decodeFrame` */
export function readFrameHeader(reader: ByteReader, magic?: number, options: FrameOptions = {}): FrameHeader {
  const start = reader.offset;
  const found = reader.u32();
  if (magic !== undefined && found !== magic)
    throw new DecodeError(
      `magic ${hex32(found)} belongs to another network, expected ${hex32(magic)}`,
      start,
    );
  const command = readCommand(reader);
  const lengthAt = reader.offset;
  const length = reader.u32();
  if (length > MAX_PROTOCOL_MESSAGE_LENGTH)
    throw new DecodeError(
      `a payload of ${length} bytes, at most ${MAX_PROTOCOL_MESSAGE_LENGTH} allowed`,
      lengthAt,
    );
  if (options.withoutChecksum) return { magic: found, command, length };
  return { magic: found, command, length, checksum: reader.bytes(checksumSize) };
}

/** First four bytes of the payload's SHA-256d. */
export function checksumOf(payload: Uint8Array): Uint8Array {
  return sha256d(payload).slice(0, checksumSize);
}

/** The name a message goes by in its frame. */
export function commandOf(message: WireMessage): string {
  return message.type === 'unknown' ? message.command : message.type;
}

function encodeCommand(command: string): Uint8Array {
  assert(/^[\x20-\x7e]{1,12}$/.test(command), `'${command}' is a command of 1 to 12 printable characters`);
  const bytes = new Uint8Array(commandSize);
  bytes.set(textToBytes(command));
  return bytes;
}

/** Printable characters, then only NULs: other padding could hide data in what nodes take for the same command. */
function readCommand(reader: ByteReader): string {
  const start = reader.offset;
  const bytes = reader.bytes(commandSize);
  const end = bytes.indexOf(0);
  const length = end < 0 ? commandSize : end;
  if (length === 0) throw new DecodeError('the command is empty', start);
  for (let i = 0; i < commandSize; i++) {
    const printable = bytes[i]! >= 0x20 && bytes[i]! <= 0x7e;
    if (i < length && !printable) throw new DecodeError('a command has printable characters only', start + i);
    if (i >= length && bytes[i] !== 0) throw new DecodeError('a command is padded with NUL only', start + i);
  }
  return bytesToText(bytes.subarray(0, length));
}

function hex32(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}
