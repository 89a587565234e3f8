/** A stretch of bytes with a name and a meaning: hovering it lights its bytes, hovering its bytes lights it.
 *
 * This folder turns values into what the glass wall shows: annotated bytes, Core's JSON, explorer tables. All of it is
 * pure; nothing here decides whether anything is valid. */
export interface Field {
  /** Offset of the first byte. */
  readonly start: number;
  /** Offset after the last byte; equals `start` only for a `malformed` mark at the end of truncated bytes. */
  readonly end: number;
  /** What the bytes are, for example `scriptSig`; i18n key of the explanation. */
  readonly key: string;
  /** The meaning in the notation of Core's JSON: hashes in display order, amounts in BTC, numbers in decimal. */
  readonly value: string;
  /** Where the value stands in Core's JSON, `vin[0].scriptSig.hex`; lengths and counts have paths of their own. Unique. */
  readonly path: string;
}

/** Key of the field that covers bytes which could not be read. Its value says why. */
export const malformedKey = 'malformed';
