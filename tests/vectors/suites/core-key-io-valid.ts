import { mainnetParams } from '#bitcoin/consensus/params';
import { bytesToHex } from '#bitcoin/encoding/hex';
import { decodeAddress, encodeAddress } from '#bitcoin/keys/address';
import { type AddressNetwork, regtestNetwork, testnetNetwork } from '#bitcoin/keys/address-networks';
import { decodeWif, encodeWif } from '#bitcoin/keys/wif';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

type Row = readonly [
  text: string,
  hex: string,
  facts: {
    readonly chain: 'main' | 'test' | 'testnet4' | 'signet' | 'regtest';
    readonly isPrivkey: boolean;
    readonly isCompressed?: boolean;
    readonly tryCaseFlip?: boolean;
  },
];

const networks: Readonly<Record<Row[2]['chain'], AddressNetwork>> = {
  main: mainnetParams,
  test: testnetNetwork,
  testnet4: testnetNetwork,
  signet: testnetNetwork,
  regtest: regtestNetwork,
};

/** Addresses and wallet import texts of every chain: what they stand for, and their text again. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'core/key_io_valid.json');
  return checkRows('core/key_io_valid', rows, ([text, hex, facts]) => {
    const params = networks[facts.chain];
    if (facts.isPrivkey) {
      const decoded = decodeWif(text, params);
      if (!decoded.ok) throw new Error(decoded.detail);
      expectEqual(bytesToHex(decoded.privateKey), hex, 'private key');
      expectEqual(decoded.compressed, facts.isCompressed, 'compressed');
      expectEqual(encodeWif(decoded.privateKey, decoded.compressed, params), text, 'text');
      expectEqual(decodeAddress(text).ok, false, 'validity as an address');
      return;
    }
    expectScript(text, hex, params);
    expectEqual(decodeAddress(text).ok, true, 'validity without a chosen network');
    expectEqual(decodeWif(text).ok, false, 'validity as a private key');
    if (facts.tryCaseFlip === true) {
      expectScript(flipCase(text), hex, params);
    } else if (flipCase(text) !== text) {
      expectEqual(decodeAddress(flipCase(text)).ok, false, 'validity in the other case');
    }
  });
}

function expectScript(text: string, hex: string, params: AddressNetwork): void {
  const decoded = decodeAddress(text, params);
  if (!decoded.ok) throw new Error(`${decoded.reason}: ${decoded.detail}`);
  expectEqual(bytesToHex(decoded.script), hex, 'script');
  const isBech32 = text.toLowerCase().startsWith(`${params.address.bech32}1`);
  expectEqual(encodeAddress(decoded.script, params), isBech32 ? text.toLowerCase() : text, 'text');
}

function flipCase(text: string): string {
  return Array.from(text, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  ).join('');
}
