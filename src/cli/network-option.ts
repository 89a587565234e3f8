import { type ChainParams, classParams, mainnetParams } from '#bitcoin/consensus/params';
import { regtestNetwork, testnetNetwork } from '#bitcoin/keys/address-networks';
import { UsageError } from './usage-error.ts';

/** Chains a command can be asked for. The test networks keep mainnet's rules and change prefixes and limits only as far
 * as decoding and context-free checks need. */
const networks: Readonly<Record<string, ChainParams>> = {
  main: mainnetParams,
  test: { ...mainnetParams, ...testnetNetwork, magic: 0x0709110b },
  regtest: {
    ...mainnetParams,
    ...regtestNetwork,
    magic: 0xdab5bffa,
    powLimitBits: 0x207fffff,
    powLimit: (1n << 255n) - 1n,
    retargeting: false,
    activation: { bip16: 0, bip34: 1, bip65: 1, bip66: 1, csv: 1, segwit: 0, taproot: 0 },
  },
  class: classParams,
};

/** The chain of `--network NAME`, mainnet by default.
 * @throws {UsageError} on an unknown name */
export function networkOption(name: string | undefined): ChainParams {
  const params = Object.hasOwn(networks, name ?? 'main') ? networks[name ?? 'main'] : undefined;
  if (params === undefined)
    throw new UsageError(`unknown network '${name}'; there are ${Object.keys(networks).join(', ')}`);
  return params;
}
