import { type ChainParams, mainnetParams } from '../consensus/params.ts';

/** What of a chain an address or key shows: its name and its prefixes. Every `ChainParams` is one. */
export type AddressNetwork = Pick<ChainParams, 'name' | 'address'>;

/** Test networks that people really use; base58 prefixes are shared by testnet, testnet4, signet and regtest. */
export const testnetNetwork: AddressNetwork = {
  name: 'test',
  address: {
    pubKeyHash: 0x6f,
    scriptHash: 0xc4,
    secretKey: 0xef,
    bech32: 'tb',
    bip32Public: 0x043587cf,
    bip32Private: 0x04358394,
  },
};

/** Core's regression test network, whose prefixes the simulated chains use.
 * @see Bitcoin Core `CRegTestParams`, src/kernel/chainparams.cpp */
export const regtestNetwork: AddressNetwork = {
  name: 'regtest',
  address: { ...testnetNetwork.address, bech32: 'bcrt' },
};

/** Networks an address is looked up in when none is asked for. */
export const knownNetworks: readonly AddressNetwork[] = [mainnetParams, testnetNetwork, regtestNetwork];
