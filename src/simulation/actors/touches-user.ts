import type { TxRef } from '../refs.ts';
import { scriptKey, scriptsOf } from '../wallets.ts';
import type { World } from '../world.ts';

/** Whether a transaction pays to a user or spends a coin of theirs, by what everybody can read in it: scripts. */
export function touchesUser(world: World, { tx }: TxRef, user: number): boolean {
  const scripts = scriptsOf(world.places[user]!.name);
  const isTheirs = (script: Uint8Array | undefined): boolean =>
    script !== undefined && scripts.includes(scriptKey(script));
  return (
    tx.outputs.some((output) => isTheirs(output.scriptPubKey)) ||
    tx.inputs.some(({ previousOutput: { txid, index } }) =>
      isTheirs(world.findTx(txid)?.tx.outputs[index]?.scriptPubKey),
    )
  );
}
