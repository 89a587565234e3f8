import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteWriter } from '#bitcoin/encoding/byte-writer';
import { DecodeError } from '#bitcoin/encoding/decode-error';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { textToBytes } from '#bitcoin/encoding/latin1';
import { readAlertNotice } from '#bitcoin/wire/alert-notice';
import { decodePayload } from '#bitcoin/wire/decode-payload';
import { encodePayload } from '#bitcoin/wire/encode-payload';
import { payloadCodecs } from '#bitcoin/wire/payload-codecs';
import { frameSize, payloadSize } from '#bitcoin/wire/payload-size';
import type { Command, WireMessage } from '#bitcoin/wire/wire-message';
import { arbitraryMessage, arbitraryMessages } from './arbitrary-message.ts';

const commands = Object.keys(payloadCodecs) as Command[];

describe('every message', () => {
  test.each(commands)('%s survives encoding, and its size is known without it', (command) => {
    fc.assert(
      fc.property(arbitraryMessages[command] as fc.Arbitrary<WireMessage>, (message) => {
        const bytes = encodePayload(message);
        expect(payloadSize(message)).toBe(bytes.length);
        expect(frameSize(message)).toBe(24 + bytes.length);
        expect(decodePayload(command, bytes)).toEqual(message);
      }),
      { numRuns: 15 },
    );
  });

  test('is refused when bytes are missing or left over', () => {
    fc.assert(
      fc.property(arbitraryMessage, fc.nat(), (message, cut) => {
        // These have an optional or an open end, where a shorter payload can be another valid one.
        fc.pre(!['version', 'ping', 'reject', 'unknown'].includes(message.type));
        const bytes = encodePayload(message);
        expect(() => decodePayload(message.type, Uint8Array.of(...bytes, 0))).toThrow(DecodeError);
        if (bytes.length > 0)
          expect(() => decodePayload(message.type, bytes.subarray(0, cut % bytes.length))).toThrow(
            DecodeError,
          );
      }),
      { numRuns: 60 },
    );
  });

  test('made of noise is refused with an offset inside it, or written back byte for byte', () => {
    fc.assert(
      fc.property(fc.constantFrom(...commands), fc.uint8Array({ maxLength: 400 }), (command, bytes) => {
        expectRefusedOrIdentical(command, bytes);
      }),
      { numRuns: 3000 },
    );
  });

  test('with one byte changed is refused with an offset inside it, or written back byte for byte', () => {
    fc.assert(
      fc.property(arbitraryMessage, fc.nat(), fc.integer({ min: 1, max: 255 }), (message, at, flip) => {
        const bytes = encodePayload(message).slice();
        fc.pre(bytes.length > 0);
        bytes[at % bytes.length]! ^= flip;
        expectRefusedOrIdentical(message.type, bytes);
      }),
      { numRuns: 300 },
    );
  });
});

function expectRefusedOrIdentical(command: string, bytes: Uint8Array): void {
  let message: WireMessage;
  try {
    message = decodePayload(command, bytes);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    expect(error.offset).toBeGreaterThanOrEqual(0);
    expect(error.offset).toBeLessThanOrEqual(bytes.length);
    return;
  }
  expect(encodePayload(message)).toEqual(bytes);
}

describe('a hostile count', () => {
  test.each([
    ['inv', 'fd50c3', /50000 inventory items announced/],
    ['inv', 'fd51c3', /at most 50000/],
    ['headers', 'fdd107', /2001 headers, at most 2000/],
    ['addr', 'fde903', /1001 addresses, at most 1000/],
    ['getheaders', '7f11010066', /102 locator hashes, at most 101/],
    ['addrv2', 'ffffffffffffffffff', /size too large/],
    ['block', `${'00'.repeat(80)}feffffff01`, /end of data/],
  ])('in %s is refused before anything is allocated', (command, hex, expected) => {
    expect(() => decodePayload(command, hexToBytes(hex))).toThrow(expected);
  });

  test('in non-canonical form is refused at its own offset', () => {
    try {
      decodePayload('getheaders', hexToBytes('7f110100fd0100'));
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(DecodeError);
      expect((error as DecodeError).offset).toBe(4);
    }
  });
});

test('an unknown command is kept as it came', () => {
  const message = decodePayload('gossip', Uint8Array.of(1, 2, 3));
  expect(message).toEqual({ type: 'unknown', command: 'gossip', payload: '010203' });
  expect(encodePayload(message)).toEqual(Uint8Array.of(1, 2, 3));
});

test('the notice of an alert is read from its signed bytes', () => {
  const text = (words: string) => bytesToHex(new ByteWriter().varBytes(textToBytes(words)).finish());
  const payload = [
    '01000000',
    '3766404f00000000',
    'b305434f00000000',
    'f2030000',
    'f1030000',
    '01e8030000',
    '10270000',
    '48ee0000',
    `01${text('/old:1/')}`,
    '64000000',
    text(''),
    text('See bitcoin.org/feb20 if you have trouble connecting'),
    text(''),
  ].join('');
  expect(readAlertNotice(payload)).toEqual({
    version: 1,
    relayUntil: 1329620535n,
    expiration: 1329792435n,
    id: 1010,
    cancel: 1009,
    cancelled: [1000],
    minVersion: 10000,
    maxVersion: 61000,
    userAgents: ['/old:1/'],
    priority: 100,
    comment: '',
    statusBar: 'See bitcoin.org/feb20 if you have trouble connecting',
    reserved: '',
  });
  expect(() => readAlertNotice(payload.slice(0, -2))).toThrow(DecodeError);
  expect(() => readAlertNotice(`${payload}00`)).toThrow(DecodeError);
});
