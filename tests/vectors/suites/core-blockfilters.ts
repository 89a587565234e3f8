import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { basicBlockFilter, basicFilterMatchesAny, filterHeader } from '#bitcoin/filters/basic-block-filter';
import { hashHeader } from '#bitcoin/primitives/block-header';
import { decodeBlock } from '#bitcoin/primitives/decode-block';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

type Row = readonly [
  height: number,
  hash: string,
  block: string,
  spentScripts: readonly string[],
  previousHeader: string,
  filter: string,
  header: string,
  notes: string,
];

/** BIP-0158: basic filters and filter headers of testnet blocks. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'core/blockfilters.json');
  return checkRows(
    'core/blockfilters',
    rows,
    ([, hash, blockHex, spent, previousHeader, filterHex, header]) => {
      const block = decodeBlock(hexToBytes(blockHex));
      expectEqual(hashHeader(block.header), hash, 'block hash');
      const spentScripts = spent.map(hexToBytes);
      const filter = basicBlockFilter(block, spentScripts);
      expectEqual(bytesToHex(filter), filterHex, 'filter');
      expectEqual(filterHeader(filter, previousHeader), header, 'filter header');
      for (const script of spentScripts.filter(({ length }) => length > 0))
        expectEqual(basicFilterMatchesAny(filter, hashHeader(block.header), [script]), true, 'match');
    },
    ([height]) => `block ${height}`,
  );
}
