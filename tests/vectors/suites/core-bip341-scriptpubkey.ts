import { taggedHash } from '#bitcoin/crypto/tagged-hash';
import { tweakPublicKey } from '#bitcoin/crypto/taproot-key';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { p2trScript } from '#bitcoin/script/standard-scripts';
import { buildTapTree, controlBlock, type TapPath, type TapTree } from '#bitcoin/script/tap-tree';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

type Tree = { readonly script: string; readonly leafVersion: number } | readonly Tree[];

interface Row {
  readonly given: { readonly internalPubkey: string; readonly scriptTree: Tree | null };
  readonly intermediary: {
    readonly leafHashes?: readonly string[];
    readonly merkleRoot: string | null;
    readonly tweak: string;
    readonly tweakedPubkey: string;
  };
  readonly expected: { readonly scriptPubKey: string; readonly scriptPathControlBlocks?: readonly string[] };
}

/** BIP-0341: output scripts, trees and control blocks. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'core/bip341_scriptpubkey.json');
  return checkRows('core/bip341_scriptpubkey', rows, ({ given, intermediary, expected }) => {
    const internalKey = hexToBytes(given.internalPubkey);
    const built = given.scriptTree === null ? undefined : buildTapTree(treeOf(given.scriptTree));
    const root = built?.root ?? new Uint8Array(0);
    const leaves: readonly TapPath[] = built?.leaves ?? [];
    expectEqual(bytesToHex(root), intermediary.merkleRoot ?? '', 'root');
    expectEqual(bytesToHex(taggedHash('TapTweak', internalKey, root)), intermediary.tweak, 'tweak');
    const output = tweakPublicKey(internalKey, root)!;
    expectEqual(bytesToHex(output.key), intermediary.tweakedPubkey, 'output key');
    expectEqual(bytesToHex(p2trScript(output.key)), expected.scriptPubKey, 'script');
    const leafHashes = leaves.map(({ leafHash }) => bytesToHex(leafHash));
    expectEqual(leafHashes, intermediary.leafHashes ?? [], 'leaf hashes');
    const blocks = leaves.map((leaf) => bytesToHex(controlBlock(leaf, internalKey, output.parity)));
    expectEqual(blocks, expected.scriptPathControlBlocks ?? [], 'control blocks');
  });
}

function treeOf(tree: Tree): TapTree {
  if (isBranch(tree)) return [treeOf(tree[0]!), treeOf(tree[1]!)];
  return { script: hexToBytes(tree.script), leafVersion: tree.leafVersion };
}

function isBranch(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree);
}
