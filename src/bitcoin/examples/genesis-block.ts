import { mainnetGenesisBlock } from '../chain/genesis-block.ts';
import { bytesToHex } from '../encoding/hex.ts';
import { encodeBlock } from '../primitives/encode-block.ts';
import type { Example } from './example.ts';

/** The first block, with a newspaper's headline as its coinbase. */
export const genesisBlockExample: Example = {
  id: 'genesis-block',
  kind: 'block',
  hex: bytesToHex(encodeBlock(mainnetGenesisBlock)),
  hash: '000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f',
  height: 0,
  prevouts: [],
  source: 'Bitcoin Core src/kernel/chainparams.cpp; The Times, 3 January 2009, front page',
};
