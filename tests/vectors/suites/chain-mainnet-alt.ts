import { genesisIndex } from '#bitcoin/chain/block-index';
import { UtxoSet } from '#bitcoin/chain/coins';
import { mainnetGenesisBlock } from '#bitcoin/chain/genesis-block';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { decodeHeader } from '#bitcoin/primitives/block-header';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import { extendChain } from '../extend-chain.ts';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

type Row = readonly [height: number, header: string, hash: string, coinbase: string];

/** Core's other chain on the real genesis block, with real proof of work, connected block by block. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'chain/mainnet_alt.json');
  const coins = new UtxoSet();
  let tip = genesisIndex(mainnetGenesisBlock.header);
  return checkRows(
    'chain/mainnet_alt',
    rows,
    ([height, headerHex, hash, coinbaseHex]) => {
      const header = decodeHeader(hexToBytes(headerHex));
      const coinbase = decodeTransaction(hexToBytes(coinbaseHex));
      tip = extendChain(tip, { header, transactions: [coinbase] }, coins);
      expectEqual([tip.height, tip.hash], [height, hash], 'place');
      expectEqual(coins.totalValue(), 5_000_000_000n * BigInt(height), 'coins');
    },
    ([height]) => `height ${height}`,
  );
}
