import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SCRIPT_ERRORS } from '../../../src/bitcoin/script/script-error.ts';
import { reasons as english } from '../../../src/i18n/en/reasons.ts';
import { reasons as chinese } from '../../../src/i18n/zh-CN/reasons.ts';
import { reasonKeys } from '../../../src/views/format/reason-key.ts';

/** Every literal that is passed to `refused(…)` or `refuse(…)` under consensus and mempool. */
function reasonsInCode(): string[] {
  const found = new Set<string>();
  for (const folder of ['consensus', 'mempool']) {
    const path = join('src/bitcoin', folder);
    for (const file of readdirSync(path)) {
      const source = readFileSync(join(path, file), 'utf8');
      for (const [, reason] of source.matchAll(/refused?\(\s*'([^']+)'/g)) found.add(reason!);
    }
  }
  return [...found];
}

describe('reject reasons', () => {
  test('each one the rules can give is explained in both languages', () => {
    const all = reasonsInCode();
    expect(all.length).toBeGreaterThan(50);
    const missing = (texts: object) => all.filter((reason) => !(reason in texts));
    expect(missing(english)).toEqual([]);
    expect(missing(chinese)).toEqual([]);
  });

  test('each script error is explained in both languages', () => {
    const names = Object.keys(SCRIPT_ERRORS);
    expect(names.filter((name) => !(name in english.script))).toEqual([]);
    expect(names.filter((name) => !(name in chinese.script))).toEqual([]);
  });

  test('keys are found in reasons that carry more', () => {
    expect(reasonKeys('bad-version(0x00000001)').reason).toBe('bad-version');
    expect(reasonKeys('high-hash')).toEqual({ reason: 'high-hash', scriptError: undefined });
    expect(reasonKeys('mandatory-script-verify-flag-failed', 'EQUALVERIFY, input 0')).toEqual({
      reason: 'mandatory-script-verify-flag-failed',
      scriptError: 'EQUALVERIFY',
    });
  });
});
