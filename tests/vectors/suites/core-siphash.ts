import { sipHash } from '#bitcoin/crypto/siphash';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

interface Row {
  readonly key: readonly [string, string];
  readonly input: readonly string[];
  readonly expected: { readonly siphash24: string };
}

/** Core's SipHash-2-4 vectors; chunks of the input are written one after another. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'core/siphash.json');
  return checkRows('core/siphash', rows, ({ key: [k0, k1], input, expected }) => {
    const hash = sipHash({ k0: BigInt(`0x${k0}`), k1: BigInt(`0x${k1}`) }, hexToBytes(input.join('')));
    expectEqual(hash.toString(16).padStart(16, '0'), expected.siphash24);
  });
}
