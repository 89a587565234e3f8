import type { BlockHeader } from '#bitcoin/primitives/block';
import type { BlockHash, MerkleRoot } from '#bitcoin/primitives/hashes';
import { difficultyOf } from './difficulty-scale.ts';

/** The fields of a header. */
export type HeaderField = 'version' | 'previousBlockHash' | 'merkleRoot' | 'time' | 'bits' | 'nonce';

/** A header while it is being typed: hashes and bits in hexadecimal, the rest in decimal. */
export type HeaderDraft = Readonly<Record<HeaderField, string>>;

/** A draft's header, and the fields that cannot be read; the header is there when there are none. */
export interface ReadDraft {
  readonly header: BlockHeader | undefined;
  readonly wrong: readonly HeaderField[];
}

/** The text of a header. */
export function draftOf(header: BlockHeader): HeaderDraft {
  return {
    version: String(header.version),
    previousBlockHash: header.previousBlockHash,
    merkleRoot: header.merkleRoot,
    time: String(header.time),
    bits: header.bits.toString(16).padStart(8, '0'),
    nonce: String(header.nonce),
  };
}

/** Reads a draft. Nothing typed throws: what cannot be a field is named. */
export function readDraft(draft: HeaderDraft): ReadDraft {
  const wrong: HeaderField[] = [];
  const check = <Value>(field: HeaderField, value: Value | undefined): Value | undefined => {
    if (value === undefined) wrong.push(field);
    return value;
  };
  const version = check('version', wholeNumber(draft.version, -0x8000_0000, 0x7fff_ffff));
  const previousBlockHash = check('previousBlockHash', hash(draft.previousBlockHash));
  const merkleRoot = check('merkleRoot', hash(draft.merkleRoot));
  const time = check('time', wholeNumber(draft.time, 0, 0xffff_ffff));
  const bits = check('bits', readBits(draft.bits));
  const nonce = check('nonce', wholeNumber(draft.nonce, 0, 0xffff_ffff));
  if (wrong.length > 0) return { header: undefined, wrong };
  return {
    header: {
      version: version!,
      previousBlockHash: previousBlockHash as BlockHash,
      merkleRoot: merkleRoot as MerkleRoot,
      time: time!,
      bits: bits!,
      nonce: nonce!,
    },
    wrong,
  };
}

/** A whole number within bounds, or undefined. */
export function wholeNumber(text: string, least: number, most: number): number | undefined {
  const trimmed = text.trim();
  if (!/^-?\d{1,16}$/.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return value >= least && value <= most ? value : undefined;
}

function hash(text: string): string | undefined {
  const trimmed = text.trim().toLowerCase();
  return /^[0-9a-f]{64}$/.test(trimmed) ? trimmed : undefined;
}

function readBits(text: string): number | undefined {
  const trimmed = text.trim().replace(/^0x/i, '');
  if (!/^[0-9a-f]{8}$/i.test(trimmed)) return undefined;
  const bits = Number.parseInt(trimmed, 16);
  return difficultyOf(bits) === undefined ? undefined : bits;
}
