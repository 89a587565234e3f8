import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { formatIp, parseIp } from '#bitcoin/wire/ip-address';

test.each([
  ['00000000000000000000ffffc0000233', '192.0.2.51'],
  ['00000000000000000000000000000000', '::'],
  ['00000000000000000000000000000001', '::1'],
  ['00000000000000000000000001020304', '::102:304'],
  ['fd87d87eeb4364f22cf54dca59412db7', 'fd87:d87e:eb43:64f2:2cf5:4dca:5941:2db7'],
  ['20010db8000000000001000000000001', '2001:db8::1:0:0:1'],
  ['20010db8000000010001000100010001', '2001:db8:0:1:1:1:1:1'],
  ['20010db8000000000000000000000000', '2001:db8::'],
])('%s reads %s', (hex, text) => {
  expect(formatIp(hexToBytes(hex))).toBe(text);
  expect(parseIp(text)).toEqual(hexToBytes(hex));
});

test('every 16 bytes have a text of their own that other software reads', () => {
  const sparse = fc.array(fc.constantFrom(0, 0, 0, 1, 0xff), { minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(fc.oneof(sparse, fc.array(fc.nat(255), { minLength: 16, maxLength: 16 })), (list) => {
      const bytes = Uint8Array.from(list);
      const text = formatIp(bytes);
      expect(parseIp(text)).toEqual(bytes);
      if (!text.includes('.')) expect(isIPv6(text)).toBe(true);
    }),
  );
});

test.each(['', '1.2.3', '1.2.3.256', '1:2', ':::', '1::2::3', '12345::', 'g::'])('%j is refused', (text) => {
  expect(() => parseIp(text)).toThrow();
});
