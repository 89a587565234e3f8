import { assert } from '../encoding/assert.ts';

/** Text of the 16 bytes an IP address takes on the wire: dotted for IPv4-mapped addresses, else RFC 5952.
 * Two different byte strings never give the same text. */
export function formatIp(bytes: Uint8Array): string {
  assert(bytes.length === 16, 'an IP address takes 16 bytes');
  if (isIpv4Mapped(bytes)) return bytes.subarray(12).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => (bytes[2 * i]! << 8) | bytes[2 * i + 1]!);
  const run = longestZeroRun(groups);
  if (run.length < 2) return groups.map((group) => group.toString(16)).join(':');
  const head = groups.slice(0, run.start).map((group) => group.toString(16));
  const tail = groups.slice(run.start + run.length).map((group) => group.toString(16));
  return `${head.join(':')}::${tail.join(':')}`;
}

/** The 16 bytes that an address in the form of `formatIp` stands for.
 * @throws {Error} when `text` is no IP address */
export function parseIp(text: string): Uint8Array {
  const bytes = new Uint8Array(16);
  if (text.includes('.')) {
    const parts = text.split('.');
    assert(parts.length === 4, `'${text}' is an IP address`);
    bytes[10] = 0xff;
    bytes[11] = 0xff;
    for (const [i, part] of parts.entries()) {
      assert(/^\d{1,3}$/.test(part) && Number(part) <= 255, `'${text}' is an IPv4 address`);
      bytes[12 + i] = Number(part);
    }
    return bytes;
  }
  const halves = text.split('::');
  assert(halves.length <= 2, `'${text}' is an IP address`);
  const head = parseGroups(halves[0]!, text);
  const tail = halves.length === 2 ? parseGroups(halves[1]!, text) : [];
  const gap = 8 - head.length - tail.length;
  assert(halves.length === 2 ? gap >= 1 : gap === 0, `'${text}' is an IPv6 address`);
  for (const [i, group] of [...head, ...new Array<number>(gap).fill(0), ...tail].entries()) {
    bytes[2 * i] = group >> 8;
    bytes[2 * i + 1] = group & 0xff;
  }
  return bytes;
}

function isIpv4Mapped(bytes: Uint8Array): boolean {
  for (let i = 0; i < 10; i++) if (bytes[i] !== 0) return false;
  return bytes[10] === 0xff && bytes[11] === 0xff;
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}

function parseGroups(half: string, text: string): number[] {
  if (half === '') return [];
  return half.split(':').map((group) => {
    assert(/^[0-9a-f]{1,4}$/i.test(group), `'${text}' is an IPv6 address`);
    return Number.parseInt(group, 16);
  });
}
