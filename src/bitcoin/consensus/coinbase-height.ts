import { pushNumber } from '../script/push-data.ts';

const scripts = new Map<number, Uint8Array>();
const maxScripts = 1000;

/** The bytes a coinbase script must begin with at `height`: the height as a pushed script number.
 * It makes every coinbase different, so that no two transactions share a txid. Do not change the bytes: they are shared.
 * @see BIP-0034; Bitcoin Core `CScript() << nHeight` */
export function coinbaseHeightScript(height: number): Uint8Array {
  let script = scripts.get(height);
  if (script === undefined) {
    script = pushNumber(height);
    if (scripts.size >= maxScripts) scripts.clear();
    scripts.set(height, script);
  }
  return script;
}
