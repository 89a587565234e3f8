/** The outcome of a check: accepted, or refused with Bitcoin Core's own reason string.
 * @see Bitcoin Core `ValidationState`, src/consensus/validation.h */
export type Verdict = Accepted | Refused;

export interface Accepted {
  readonly ok: true;
}

export interface Refused {
  readonly ok: false;
  /** Core's reject reason, for example `bad-txns-inputs-missingorspent`; also the i18n key of its explanation. */
  readonly reason: string;
  /** What exactly failed (script error name, offending index, numbers); for people, not for programs. */
  readonly detail?: string;
}

export const accepted: Accepted = { ok: true };

/** A refusal with its reason and, where it helps, the detail. */
export function refused(reason: string, detail?: string): Refused {
  return detail === undefined ? { ok: false, reason } : { ok: false, reason, detail };
}
