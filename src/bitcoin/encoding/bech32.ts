/** Which constant the checksum must leave: bech32 for witness version 0, bech32m for later ones.
 * Bech32 lets `q` be added or removed before a final `p`; the other constant cures that (BIP-0350). */
export type Bech32Variant = 'bech32' | 'bech32m';

/** A bech32 text taken apart. */
export interface Bech32Text {
  /** lower case, without the separator */
  readonly prefix: string;
  /** 5-bit values without the checksum */
  readonly words: readonly number[];
  readonly variant: Bech32Variant;
}

/** Bech32's digits, by value. */
export const bech32Alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

const checksumLength = 6;
const maxLength = 90;
const residues: { readonly [Variant in Bech32Variant]: number } = { bech32: 1, bech32m: 0x2bc830a3 };

/** Prefix, `1`, 5-bit values and six characters of checksum.
 * @see BIP-0173; BIP-0350 */
export function encodeBech32({ prefix, words, variant }: Bech32Text): string {
  const checked = [...expandPrefix(prefix), ...words];
  const residue = polymod([...checked, ...new Array<number>(checksumLength).fill(0)]) ^ residues[variant];
  const checksum = Array.from({ length: checksumLength }, (_, i) => (residue >>> (5 * (5 - i))) & 31);
  return `${prefix}1${[...words, ...checksum].map((word) => bech32Alphabet[word]).join('')}`;
}

/** Why a text is not bech32, and where. */
export interface Bech32Error {
  readonly ok: false;
  readonly problem: 'character' | 'mixed-case' | 'length' | 'separator' | 'checksum';
  /** In English, for people. */
  readonly detail: string;
  /** Zero-based positions of the characters at fault, rising; empty when no single ones can be blamed. */
  readonly positions: readonly number[];
}

/** Takes a bech32 or bech32m text apart and checks it. A value in either case, since typing errors are normal.
 * @see BIP-0173, “Bech32” */
export function decodeBech32(text: string): ({ readonly ok: true } & Bech32Text) | Bech32Error {
  const parts = split(text);
  if (!parts.ok) return parts;
  const { prefix, values } = parts;
  const residue = polymod([...expandPrefix(prefix), ...values]);
  const variant = variants.find((name) => residues[name] === residue);
  if (variant === undefined)
    return problem('checksum', 'the checksum does not match', locateErrors(prefix, values, residue));
  return { ok: true, prefix, words: values.slice(0, -checksumLength), variant };
}

/** Regroups bits, most significant first: 8 → 5 for writing, 5 → 8 for reading.
 * @returns undefined when reading leaves more than four bits over, or bits that are not zero */
export function regroupBits(values: Iterable<number>, from: 5 | 8, to: 5 | 8): readonly number[] | undefined {
  const groups: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const value of values) {
    buffer = ((buffer << from) | value) & 0xfff;
    for (bits += from; bits >= to; ) {
      bits -= to;
      groups.push((buffer >> bits) & ((1 << to) - 1));
    }
  }
  const rest = buffer & ((1 << bits) - 1);
  if (from === 8) {
    if (bits > 0) groups.push((rest << (to - bits)) & 31);
    return groups;
  }
  return bits >= from || rest !== 0 ? undefined : groups;
}

const variants: readonly Bech32Variant[] = ['bech32', 'bech32m'];

/** Everything that can be said before the checksum is looked at. */
function split(
  text: string,
): { readonly ok: true; readonly prefix: string; readonly values: readonly number[] } | Bech32Error {
  const foreign = text.search(/[^!-~]/);
  if (foreign >= 0) return problem('character', 'a character that is not printable ASCII', [foreign]);
  const upper = text.search(/[A-Z]/);
  const lower = text.search(/[a-z]/);
  if (upper >= 0 && lower >= 0)
    return problem('mixed-case', 'upper and lower case are mixed', [Math.max(upper, lower)]);
  if (text.length > maxLength) return problem('length', `longer than ${maxLength} characters`, [maxLength]);
  const separator = text.lastIndexOf('1');
  if (separator < 0) return problem('separator', "there is no separator '1'");
  if (separator === 0) return problem('separator', "nothing stands before the separator '1'", [0]);
  const values: number[] = [];
  for (let i = separator + 1; i < text.length; i++) {
    const value = bech32Alphabet.indexOf(text[i]!.toLowerCase());
    if (value < 0) return problem('character', `'${text[i]}' is not a bech32 digit`, [i]);
    values.push(value);
  }
  if (values.length < checksumLength) return problem('length', 'too short to hold a checksum');
  return { ok: true, prefix: text.slice(0, separator).toLowerCase(), values };
}

function problem(
  name: Bech32Error['problem'],
  detail: string,
  positions: readonly number[] = [],
): Bech32Error {
  return { ok: false, problem: name, detail, positions };
}

/** Where one or two wrong characters stand in a text whose checksum fails; empty when more are wrong and nobody can tell.
 *
 * The checksum is linear: an error of value e at a place changes the residue by something that depends on these two
 * alone. So the change seen is looked up among all single errors, then among all pairs. The code's distance of five
 * makes the answer unique. Where is shown, what should stand there is not: a guess could send money elsewhere (BIP-0173). */
function locateErrors(prefix: string, values: readonly number[], residue: number): readonly number[] {
  const changes = singleErrorChanges(values.length);
  const found = variants
    .map((name) => explain(residue ^ residues[name], changes))
    .filter((places) => places !== undefined)
    .sort((a, b) => a.length - b.length);
  return (found[0] ?? []).map((place) => place + prefix.length + 1);
}

function expandPrefix(prefix: string): number[] {
  const codes = Array.from(prefix, (character) => character.charCodeAt(0));
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
}

/** Remainder of the values, taken as a polynomial over GF(32), by BIP-0173's generator of degree six. */
function polymod(values: Iterable<number>): number {
  let residue = 1;
  for (const value of values) residue = step(residue) ^ value;
  return residue;
}

const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** Multiplies by x and reduces. */
function step(residue: number): number {
  const top = residue >>> 25;
  let next = (residue & 0x1ffffff) << 5;
  for (const [bit, term] of generator.entries()) if ((top >> bit) & 1) next ^= term;
  return next;
}

/** By the change an error of one character makes to the residue: the place of that character. */
function singleErrorChanges(length: number): Map<number, number> {
  const changes = new Map<number, number>();
  for (let error = 1; error < 32; error++) {
    let change = error;
    for (let place = length - 1; place >= 0; place--) {
      changes.set(change, place);
      change = step(change);
    }
  }
  return changes;
}

function explain(change: number, changes: ReadonlyMap<number, number>): number[] | undefined {
  const single = changes.get(change);
  if (single !== undefined) return [single];
  for (const [first, place] of changes) {
    const other = changes.get(change ^ first);
    if (other !== undefined && other !== place) return [place, other].sort((a, b) => a - b);
  }
  return undefined;
}
