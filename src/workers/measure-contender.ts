import { mainnetGenesisBlock } from '#bitcoin/chain/genesis-block';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { encodeHeader } from '#bitcoin/primitives/block-header';
import type { Contender, Measurement } from './bench-service.ts';

const header = encodeHeader(mainnetGenesisBlock.header);
const target = hexToBytes(`00000000ffff${'00'.repeat(26)}`);
const hopeless = new Uint8Array(32);
/** Where the check begins before the genesis nonce, and how far it goes. */
const lead = 1_500;
const stretch = 2_000;
const firstStep = 256;
const largestStep = 2 ** 30;

/** Lets a contender find the genesis nonce, then measures it.
 * @param millis of warm-up, and again of measuring */
export async function measureContender(
  contender: Contender,
  clock: () => number,
  millis: number,
): Promise<Measurement> {
  const firstNonce = mainnetGenesisBlock.header.nonce - lead;
  const [check] = await contender.search([{ header, target, firstNonce, count: stretch }]);
  await rateOver(contender, clock, millis);
  const hashesPerSecond = await rateOver(contender, clock, millis);
  return { hashesPerSecond, nonce: check?.nonce ?? -1, device: contender.device ?? '' };
}

async function rateOver(contender: Contender, clock: () => number, millis: number): Promise<number> {
  const began = clock();
  let hashes = 0;
  // The steps grow until one takes about 20 ms: a message, a promise or a dispatch each is then no matter.
  for (let step = firstStep; ; ) {
    const stepBegan = clock();
    const firstNonce = hashes % 2 ** 31;
    const [result] = await contender.search([{ header, target: hopeless, firstNonce, count: step }]);
    hashes += result?.tried ?? 0;
    const now = clock();
    if (now - began >= millis) return (hashes * 1000) / (now - began);
    if (now - stepBegan < 20) step = Math.min(largestStep, step * 2);
  }
}
