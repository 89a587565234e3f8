import { sha1 } from '../crypto/sha1.ts';
import { textToBytes } from '../encoding/latin1.ts';

/** Postage for an e-mail, paid in hashing: the SHA-1 of its text begins with so many zero bits.
 *
 *     1:20:060408:adam@cypherspace.org::1QTjaYd7niiQA/sc:ePa
 *     │ │  │      │                   │ │                └ counter, what the search varies
 *     │ │  │      │                   │ └ random text, so that no two senders mint the same
 *     │ │  │      │                   └ extension, unused
 *     │ │  │      └ who it is for: a stamp is worth nothing to anybody else
 *     │ │  └ YYMMDD[hhmm[ss]], so that spent stamps need not be remembered for ever
 *     │ └ zero bits claimed
 *     └ version
 *
 * Bitcoin's proof of work is this idea with another hash, and a target instead of a number of bits (whitepaper §4).
 * @see A. Back, “Hashcash – A Denial of Service Counter-Measure” (2002); hashcash(1) */
export interface Stamp {
  readonly version: 0 | 1;
  /** Zero bits the stamp claims; version 0 claims none. */
  readonly bits?: number;
  /** `YYMMDD`, `YYMMDDhhmm` or `YYMMDDhhmmss`, UTC */
  readonly date: string;
  readonly resource: string;
  /** Version 1 only, usually empty. */
  readonly extension?: string;
  /** Version 1 only. */
  readonly random?: string;
  /** The counter; in version 0 counter and random text in one. */
  readonly counter: string;
}

const longestStamp = 1000;

/** The stamp that a text is, or undefined when it is none of version 0 or 1. */
export function parseStamp(text: string): Stamp | undefined {
  if (text.length > longestStamp || !/^[\x21-\x7e]+$/.test(text)) return undefined;
  const fields = text.split(':');
  if (fields[0] === '1' && fields.length === 7) {
    const [, bits, date, resource, extension, random, counter] = fields as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    if (!/^\d{1,3}$/.test(bits) || Number(bits) > 160 || !isStampDate(date)) return undefined;
    return { version: 1, bits: Number(bits), date, resource, extension, random, counter };
  }
  if (fields[0] === '0' && fields.length === 4) {
    const [, date, resource, counter] = fields as [string, string, string, string];
    return isStampDate(date) ? { version: 0, date, resource, counter } : undefined;
  }
  return undefined;
}

/** Zero bits at the beginning of the SHA-1 of a stamp's whole text: what it is worth. */
export function stampZeroBits(text: string): number {
  return leadingZeroBits(sha1(textToBytes(text)));
}

/** Zero bits at the beginning of bytes. */
export function leadingZeroBits(bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== 0) return 8 * i + Math.clz32(bytes[i]!) - 24;
  return 8 * bytes.length;
}

/** Unix seconds of a stamp's date, UTC. Years are of this century.
 * @param date a date for which `parseStamp` has accepted the stamp */
export function stampSeconds(date: string): number {
  const part = (at: number) => Number(date.slice(at, at + 2) || '0');
  return daysSince1970(2000 + part(0), part(2), part(4)) * 86_400 + part(6) * 3600 + part(8) * 60 + part(10);
}

function isStampDate(date: string): boolean {
  if (!/^\d{6}(\d{4}(\d{2})?)?$/.test(date)) return false;
  const part = (at: number) => Number(date.slice(at, at + 2) || '0');
  const month = part(2);
  const day = part(4);
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && part(6) < 24 && part(8) < 60 && part(10) < 60;
}

/** Days of the Gregorian calendar, counted in years that begin in March so that the leap day comes last. */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return 365 * shifted + leapDays + dayOfYear - 719_468;
}
