/** A reject reason taken apart: the key of its explanation, and of the script error it may carry. */
export interface ReasonKeys {
  readonly reason: string;
  /** Core's name of the script error, or undefined. */
  readonly scriptError: string | undefined;
}

/** The keys of the texts that explain a reject reason.
 * `bad-version(0x00000001)` → `bad-version`; a detail such as `EQUALVERIFY, input 0` names the script error. */
export function reasonKeys(reason: string, detail = ''): ReasonKeys {
  const bare = /^[^(]*/.exec(reason)![0].trim();
  return {
    reason: bare,
    scriptError: /\b[A-Z][A-Z_]{3,}\b/.exec(detail === '' ? reason.slice(bare.length) : detail)?.[0],
  };
}
