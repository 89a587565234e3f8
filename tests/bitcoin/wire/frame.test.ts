import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecodeError } from '#bitcoin/encoding/decode-error';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { decodeFrame, frame } from '#bitcoin/wire/frame';
import { frameSize } from '#bitcoin/wire/payload-size';
import { arbitraryMessage } from './arbitrary-message.ts';

const mainMagic = 0xd9b4bef9;
const verackHex = 'f9beb4d976657261636b000000000000000000005df6e0e2';

function offsetOf(decode: () => unknown): number {
  try {
    decode();
  } catch (error) {
    if (error instanceof DecodeError) return error.offset;
    throw error;
  }
  throw new Error('was accepted');
}

/** The frame of a verack with bytes replaced from an offset on. */
function verackWith(at: number, hex: string): Uint8Array {
  const bytes = hexToBytes(verackHex);
  bytes.set(hexToBytes(hex), at);
  return bytes;
}

describe('the frame of a message', () => {
  test('of verack is known from the protocol documentation', () => {
    expect(bytesToHex(frame({ type: 'verack' }, mainMagic))).toBe(verackHex);
    expect(decodeFrame(hexToBytes(verackHex), mainMagic)).toEqual({
      magic: mainMagic,
      command: 'verack',
      message: { type: 'verack' },
    });
  });

  test('survives the round trip for every message and magic', () => {
    fc.assert(
      fc.property(arbitraryMessage, fc.integer({ min: 0, max: 0xffffffff }), (message, magic) => {
        const bytes = frame(message, magic);
        expect(bytes.length).toBe(frameSize(message));
        expect(decodeFrame(bytes, magic).message).toEqual(message);
        expect(decodeFrame(bytes).magic).toBe(magic);
      }),
      { numRuns: 60 },
    );
  });

  test('with any single byte changed is refused, unless that byte names the network or the command', () => {
    fc.assert(
      fc.property(arbitraryMessage, fc.nat(), fc.integer({ min: 1, max: 255 }), (message, at, flip) => {
        const bytes = frame(message, mainMagic).slice();
        const position = at % bytes.length;
        fc.pre(position < 4 || position >= 16);
        bytes[position]! ^= flip;
        expect(() => decodeFrame(bytes, mainMagic)).toThrow(DecodeError);
      }),
      { numRuns: 100 },
    );
  });

  test('before 20 February 2012 had no checksum for version and verack', () => {
    const bytes = frame({ type: 'verack' }, mainMagic, { withoutChecksum: true });
    expect(bytesToHex(bytes)).toBe(verackHex.slice(0, 40));
    expect(decodeFrame(bytes, mainMagic, { withoutChecksum: true }).message).toEqual({ type: 'verack' });
  });
});

describe('a frame is refused, and where:', () => {
  test.each([
    ['another network', verackWith(0, '0b110907'), 0],
    ['an empty command', verackWith(4, '000000000000'), 4],
    ['a command with a control character', verackWith(6, '0a'), 6],
    ['a command with something hidden in its padding', verackWith(12, '41'), 12],
    ['a length above 4,000,000', verackWith(16, '01093d00'), 16],
    ['a payload that is missing', verackWith(16, '01000000'), 24],
    ['a wrong checksum', verackWith(20, '00'), 20],
    ['bytes after the payload', hexToBytes(`${verackHex}00`), 24],
    ['nothing at all', new Uint8Array(0), 0],
  ])('%s', (_what, bytes, offset) => {
    expect(offsetOf(() => decodeFrame(bytes, mainMagic))).toBe(offset);
  });

  test('a payload its command does not allow, with the offset in the frame', () => {
    const ping = frame({ type: 'unknown', command: 'ping', payload: '0102' }, mainMagic);
    expect(offsetOf(() => decodeFrame(ping, mainMagic))).toBe(24);
  });

  test('noise, with an offset inside it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(offsetOf(() => decodeFrame(bytes))).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 500 },
    );
  });
});
