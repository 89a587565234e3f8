import {
  ancestorAt,
  type BlockIndex,
  extendIndex,
  genesisIndex,
  rootIndex,
} from '#bitcoin/chain/block-index';
import { checkBlockHeader } from '#bitcoin/consensus/check-block';
import { contextualCheckHeader } from '#bitcoin/consensus/contextual-check-header';
import { mainnetParams } from '#bitcoin/consensus/params';
import { workFromBits } from '#bitcoin/consensus/target';
import { accepted } from '#bitcoin/consensus/verdict';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { decodeHeader, encodeHeader } from '#bitcoin/primitives/block-header';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

type Row = readonly [height: number, header: string, hash: string];

/** Real headers in a row: links, proof of work, retargets, median times, versions, and the walk back by skips. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const fromGenesis = await readRows<Row>(vectorsFolder, 'chain/headers_0_10236.json');
  const recent = await readRows<Row>(vectorsFolder, 'chain/headers_822528_830592.json');
  const chains = [fromGenesis, recent].map(checkChain);
  return {
    suite: 'chain/headers',
    passed: chains.reduce((sum, chain) => sum + chain.passed, 0),
    total: chains.reduce((sum, chain) => sum + chain.total, 0),
    failures: chains.flatMap((chain) => chain.failures),
  };
}

function checkChain(rows: readonly Row[]): SuiteResult {
  const seen: BlockIndex[] = [];
  return checkRows(
    'chain/headers',
    rows,
    ([height, hex, hash], i) => {
      const header = decodeHeader(hexToBytes(hex));
      expectEqual(bytesToHex(encodeHeader(header)), hex, 'bytes');
      expectEqual(checkBlockHeader(header, mainnetParams), accepted, 'proof of work');
      const parent = seen[i - 1];
      if (parent !== undefined) {
        expectEqual(
          contextualCheckHeader(header, parent, header.time, mainnetParams),
          accepted,
          'in context',
        );
      }
      const index = parent === undefined ? firstOf(header, height) : extendIndex(parent, header);
      seen.push(index);
      expectEqual([index.hash, index.height], [hash, height], 'hash and height');
      const back = (i * 7919) % (i + 1);
      expectEqual(ancestorAt(index, seen[back]!.height)?.hash, seen[back]!.hash, 'ancestor');
    },
    ([height]) => `height ${height}`,
  );
}

function firstOf(header: ReturnType<typeof decodeHeader>, height: number): BlockIndex {
  if (height === 0) return genesisIndex(header);
  return rootIndex(header, { height, chainWork: workFromBits(header.bits) });
}
