import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { endOfOperation, readOperation } from '#bitcoin/script/parse-script';

test('walking over a script comes to the same places as reading it', () => {
  const script = fc.uint8Array({ minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(script, (bytes) => {
      for (let offset = 0; offset < bytes.length; ) {
        const { end, truncated } = readOperation(bytes, offset);
        expect(endOfOperation(bytes, offset)).toBe(truncated ? -1 : end);
        if (truncated) break;
        offset = end;
      }
    }),
  );
});
