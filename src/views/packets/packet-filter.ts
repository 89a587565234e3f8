/** What a filter can ask about one message. */
export interface FilteredPacket {
  readonly command: string;
  readonly from: string;
  readonly to: string;
  /** Hashes in full, of what it names. */
  readonly hashes: readonly string[];
  /** Worked out only when asked for: following a message to its end costs more than reading its line. */
  readonly status: () => PacketStatus;
}

/** How a message is faring. */
export type PacketStatus = 'under-way' | 'delivered' | 'lost' | 'refused';

/** The names before a colon that the filter understands. */
export const filterNames = ['type', 'from', 'to', 'node', 'hash', 'is'] as const;

type FilterName = (typeof filterNames)[number];

/** A filter as typed: words must all fit, `name:value` looks at one column, `-` in front turns a word around.
 * `inv` · `type:block` · `from:P3` · `node:Eve` · `hash:b7c1` · `is:lost` · `-type:ping` */
export function parsePacketFilter(text: string): (packet: FilteredPacket) => boolean {
  const words = text.trim().split(/\s+/).filter(Boolean).map(parseWord);
  return (packet) => words.every((word) => word(packet));
}

function parseWord(word: string): (packet: FilteredPacket) => boolean {
  if (word.startsWith('-') && word.length > 1) {
    const inner = parseWord(word.slice(1));
    return (packet) => !inner(packet);
  }
  const colon = word.indexOf(':');
  const name = word.slice(0, Math.max(0, colon)).toLowerCase() as FilterName;
  const value = word.slice(colon + 1).toLowerCase();
  if (colon > 0 && filterNames.includes(name)) {
    // Half-typed: `from:` alone hides nothing yet.
    return value === '' ? () => true : matcherOf(name, value);
  }
  const plain = word.toLowerCase();
  return (packet) =>
    packet.command.startsWith(plain) ||
    isName(packet, plain) ||
    packet.hashes.some((hash) => endsAs(hash, plain));
}

function matcherOf(name: FilterName, value: string): (packet: FilteredPacket) => boolean {
  switch (name) {
    case 'type':
      return (packet) => packet.command.startsWith(value);
    case 'from':
      return (packet) => packet.from.toLowerCase() === value;
    case 'to':
      return (packet) => packet.to.toLowerCase() === value;
    case 'node':
      return (packet) => isName(packet, value);
    case 'hash':
      return (packet) => packet.hashes.some((hash) => endsAs(hash, value));
    case 'is':
      return (packet) => packet.status().startsWith(value);
  }
}

function isName(packet: FilteredPacket, name: string): boolean {
  return packet.from.toLowerCase() === name || packet.to.toLowerCase() === name;
}

/** Objects are known by their last digits; a full hash fits too. */
function endsAs(hash: string, digits: string): boolean {
  return digits.length >= 2 && hash.endsWith(digits);
}
