import { ByteReader } from '#bitcoin/encoding/byte-reader';
import { ByteWriter } from '#bitcoin/encoding/byte-writer';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { checkRows, expectEqual, expectThrows, readRows, type SuiteResult } from '../suite.ts';

interface Row {
  readonly hex: string;
  readonly value: number | null;
  readonly canonical: boolean;
}

/** CompactSize numbers of Core's serialize tests; other than shortest forms must be refused. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'p2p/compactsize.json');
  return checkRows('p2p/compactsize', rows, ({ hex, value, canonical }) => {
    const read = () => {
      const reader = new ByteReader(hexToBytes(hex));
      const number = reader.compactSizeU64();
      reader.expectEnd();
      return number;
    };
    if (!canonical) {
      expectThrows(read, hex);
      return;
    }
    expectEqual(read(), BigInt(value!));
    if (value! <= Number.MAX_SAFE_INTEGER)
      expectEqual(bytesToHex(new ByteWriter().compactSize(value!).finish()), hex, 'encoding');
  });
}
