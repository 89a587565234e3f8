import { mainnetParams } from '#bitcoin/consensus/params';
import { hexToBytes } from '#bitcoin/encoding/hex';
import {
  decodeExtendedKey,
  deriveChild,
  derivePath,
  encodeExtendedKey,
  hardenedOffset,
  masterKeyOf,
  neuter,
} from '#bitcoin/keys/bip32';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

type Row =
  | {
      readonly kind: 'chain';
      readonly seed: string;
      readonly chain: readonly { readonly path: string; readonly xpub: string; readonly xprv: string }[];
    }
  | { readonly kind: 'invalid'; readonly string: string };

/** BIP-0032: chains of derived keys, and texts that must be refused. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'bips/bip32.json');
  return checkRows('bips/bip32', rows, (row) => {
    if (row.kind === 'invalid') {
      expectEqual(decodeExtendedKey(row.string).ok, false, `validity of ${row.string}`);
      return;
    }
    const master = masterKeyOf(hexToBytes(row.seed));
    let parent = master;
    for (const { path, xpub, xprv } of row.chain) {
      const key = derivePath(master, path);
      expectEqual(encodeExtendedKey(key, mainnetParams), xprv, `${path} xprv`);
      expectEqual(encodeExtendedKey(neuter(key), mainnetParams), xpub, `${path} xpub`);
      for (const text of [xprv, xpub]) {
        const parsed = decodeExtendedKey(text);
        if (!parsed.ok) throw new Error(`${path}: ${parsed.detail}`);
        expectEqual(encodeExtendedKey(parsed.key, mainnetParams), text, `${path} read and written`);
      }
      if (key.depth > 0 && key.childNumber < hardenedOffset)
        expectEqual(
          encodeExtendedKey(deriveChild(neuter(parent), key.childNumber), mainnetParams),
          xpub,
          `${path} from the public parent`,
        );
      parent = key;
    }
  });
}
