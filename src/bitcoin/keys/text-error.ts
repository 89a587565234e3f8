/** Why a text that somebody typed or pasted is no address or key, and where. A value, since typing errors are normal. */
export interface TextError<Reason extends string = string> {
  readonly ok: false;
  /** Stable name of what is wrong; i18n key of its explanation. */
  readonly reason: Reason;
  /** The details in English: found and expected values. */
  readonly detail: string;
  /** Zero-based positions of the characters at fault, rising; empty when no single ones can be blamed. */
  readonly positions: readonly number[];
}

/** A `TextError` value. */
export function textError<Reason extends string>(
  reason: Reason,
  detail: string,
  positions: readonly number[] = [],
): TextError<Reason> {
  return { ok: false, reason, detail, positions };
}
