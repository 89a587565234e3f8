import { type BlockIndex, genesisIndex } from '#bitcoin/chain/block-index';
import { UtxoSet } from '#bitcoin/chain/coins';
import { mainnetGenesisBlock } from '#bitcoin/chain/genesis-block';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { decodeBlock } from '#bitcoin/primitives/decode-block';
import { encodeBlock } from '#bitcoin/primitives/encode-block';
import { extendChain } from '../extend-chain.ts';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

type Row = readonly [height: number, hash: string, block: string];

/** The first blocks of the main network, replayed from genesis with every coin and every script checked. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'chain/blocks_0_255.json');
  const coins = new UtxoSet();
  let tip: BlockIndex | undefined;
  return checkRows(
    'chain/blocks_0_255',
    rows,
    ([height, hash, hex]) => {
      const block = decodeBlock(hexToBytes(hex));
      expectEqual(bytesToHex(encodeBlock(block)), hex, 'bytes');
      if (tip === undefined) {
        expectEqual(hex, bytesToHex(encodeBlock(mainnetGenesisBlock)), 'our genesis block');
        tip = genesisIndex(block.header);
      } else {
        tip = extendChain(tip, block, coins);
      }
      expectEqual([tip.height, tip.hash], [height, hash], 'place');
      // Every block paid its full reward, and the genesis coinbase is no coin.
      expectEqual(coins.totalValue(), 5_000_000_000n * BigInt(height), 'coins');
    },
    ([height]) => `height ${height}`,
  );
}
