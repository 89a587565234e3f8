import { pushNumber } from '../script/push-data.ts';

/** The bytes a coinbase script must begin with at `height`: the height as a pushed script number.
 * It makes every coinbase different, so that no two transactions share a txid.
 * @see BIP-0034; Bitcoin Core `CScript() << nHeight` */
export function coinbaseHeightScript(height: number): Uint8Array {
  return pushNumber(height);
}
