import { decodeAddress } from '#bitcoin/keys/address';
import { knownNetworks } from '#bitcoin/keys/address-networks';
import { decodeWif } from '#bitcoin/keys/wif';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

/** Texts that are neither an address nor a wallet import text on any chain. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<readonly [string]>(vectorsFolder, 'core/key_io_invalid.json');
  return checkRows(
    'core/key_io_invalid',
    rows,
    ([text]) => {
      for (const params of [undefined, ...knownNetworks]) {
        expectEqual(decodeAddress(text, params).ok, false, 'validity as an address');
        expectEqual(decodeWif(text, params).ok, false, 'validity as a private key');
      }
    },
    ([text]) => JSON.stringify(text),
  );
}
