import * as btc from '@scure/btc-signer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hash160 } from '#bitcoin/crypto/hash160';
import { publicKeyOf, xOnlyPublicKeyOf } from '#bitcoin/crypto/public-key';
import { sha256 } from '#bitcoin/crypto/sha256';
import { tweakPublicKey } from '#bitcoin/crypto/taproot-key';
import { concatBytes } from '#bitcoin/encoding/concat-bytes';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { assembleScript } from '#bitcoin/script/assemble';
import {
  classifyScript,
  multisigScript,
  nullDataScript,
  p2pkhScript,
  p2pkScript,
  p2shScript,
  p2trScript,
  p2wpkhScript,
  p2wshScript,
  witnessProgramScript,
} from '#bitcoin/script/standard-scripts';
import { buildTapTree, controlBlock, tapLeafHash, tapMerkleRoot } from '#bitcoin/script/tap-tree';
import { bytesUpTo } from '../arbitrary-transaction.ts';

const keys = [1, 2, 3].map((secret) => publicKeyOf(new Uint8Array(32).fill(secret)));
const longKey = publicKeyOf(new Uint8Array(32).fill(4), false);

describe('scripts are those that other software makes', () => {
  test('for one key', () => {
    const key = keys[0]!;
    expect(p2pkScript(key)).toEqual(btc.p2pk(key).script);
    expect(p2pkhScript(hash160(key))).toEqual(btc.p2pkh(key).script);
    expect(p2wpkhScript(hash160(key))).toEqual(btc.p2wpkh(key).script);
    expect(p2shScript(hash160(p2wpkhScript(hash160(key))))).toEqual(btc.p2sh(btc.p2wpkh(key)).script);
    const xOnly = xOnlyPublicKeyOf(new Uint8Array(32).fill(1));
    expect(p2trScript(tweakPublicKey(xOnly)!.key)).toEqual(btc.p2tr(xOnly).script);
  });

  test('for several keys', () => {
    const script = multisigScript(2, keys);
    expect(script).toEqual(btc.p2ms(2, keys).script);
    expect(p2wshScript(sha256(script))).toEqual(btc.p2wsh(btc.p2ms(2, keys)).script);
    expect(p2shScript(hash160(script))).toEqual(btc.p2sh(btc.p2ms(2, keys)).script);
  });
});

describe('classification', () => {
  const hash = new Uint8Array(20).fill(7);
  const longHash = new Uint8Array(32).fill(7);

  test.each([
    [p2pkScript(keys[0]!), { type: 'pubkey', publicKey: keys[0] }],
    [p2pkScript(longKey), { type: 'pubkey', publicKey: longKey }],
    [p2pkhScript(hash), { type: 'pubkeyhash', hash }],
    [p2shScript(hash), { type: 'scripthash', hash }],
    [p2wpkhScript(hash), { type: 'witness_v0_keyhash', hash }],
    [p2wshScript(longHash), { type: 'witness_v0_scripthash', hash: longHash }],
    [p2trScript(longHash), { type: 'witness_v1_taproot', key: longHash }],
    [hexToBytes('51024e73'), { type: 'anchor' }],
    [hexToBytes('51024e74'), { type: 'witness_unknown', version: 1, program: hexToBytes('4e74') }],
    [witnessProgramScript(16, hash), { type: 'witness_unknown', version: 16, program: hash }],
    [multisigScript(2, keys), { type: 'multisig', required: 2, publicKeys: keys }],
    [multisigScript(1, [longKey]), { type: 'multisig', required: 1, publicKeys: [longKey] }],
    [nullDataScript(hash, longHash), { type: 'nulldata' }],
    [assembleScript('RETURN'), { type: 'nulldata' }],
  ])('%#', (script, expected) => {
    expect(classifyScript(script)).toEqual(expected);
  });

  const key = Array.from(keys[0]!, (byte) => byte.toString(16).padStart(2, '0')).join('');
  test.each([
    ['nothing', ''],
    ['RETURN that does not only push', 'RETURN NOP'],
    ['RETURN with a truncated push', 'RETURN 0x05 0x01'],
    ['a version 0 program of another length', '0 <0102>'],
    ['a program that is too short', '1 <01>'],
    ['a key with a length that does not fit its first byte', `<05${key.slice(2)}> CHECKSIG`],
    ['too many signatures asked for', `2 <${key}> 1 CHECKMULTISIG`],
    ['no signature asked for', `0 <${key}> 1 CHECKMULTISIG`],
    ['fewer keys than announced', `1 <${key}> 2 CHECKMULTISIG`],
    ['something behind', `1 <${key}> 1 CHECKMULTISIG NOP`],
    ['a count that is not pushed minimally', `0x01 0x01 <${key}> 1 CHECKMULTISIG`],
    ['a hash that is pushed the long way', `DUP HASH160 0x4c14 0x${'07'.repeat(20)} EQUALVERIFY CHECKSIG`],
  ])('%s is nonstandard', (_, text) => {
    expect(classifyScript(assembleScript(text))).toEqual({ type: 'nonstandard' });
  });

  test('up to 20 keys are a multisig, their counts pushed as numbers above 16', () => {
    const many = Array.from({ length: 21 }, () => keys[0]!);
    expect(classifyScript(multisigScript(17, many.slice(0, 20)))).toMatchObject({
      type: 'multisig',
      required: 17,
    });
    expect(classifyScript(multisigScript(1, many)).type).toBe('nonstandard');
  });

  test('any bytes have a type, and data comes back out of its script', () => {
    fc.assert(
      fc.property(bytesUpTo(80), (script) => {
        const found = classifyScript(script);
        if (found.type === 'witness_unknown') {
          expect(witnessProgramScript(found.version, found.program)).toEqual(script);
        }
      }),
    );
  });
});

describe('trees of scripts', () => {
  const scripts = ['1', '2 DROP 1', '3 DROP 1', '4 DROP 1'].map(assembleScript);
  const leaf = (i: number) => ({ script: scripts[i]!, leafVersion: 0xc0 });

  test('the root and the control blocks are those of other software', () => {
    const internalKey = xOnlyPublicKeyOf(new Uint8Array(32).fill(5));
    const tree = buildTapTree([leaf(0), [[leaf(1), leaf(2)], leaf(3)]]);
    const theirs = btc.p2tr(
      internalKey,
      [
        { script: scripts[0]! },
        [[{ script: scripts[1]! }, { script: scripts[2]! }], { script: scripts[3]! }],
      ],
      btc.NETWORK,
      true,
    );
    const output = tweakPublicKey(internalKey, tree.root)!;
    expect(p2trScript(output.key)).toEqual(theirs.script);
    expect(tree.root).toEqual(theirs.tapMerkleRoot);
    const theirLeaves = theirs.leaves as unknown as readonly { readonly controlBlock: Uint8Array }[];
    for (const found of tree.leaves) {
      const control = controlBlock(found, internalKey, output.parity);
      expect(control.length).toBe(33 + 32 * found.path.length);
      expect(tapMerkleRoot(control, found.leafHash)).toEqual(tree.root);
      expect(theirLeaves.map(({ controlBlock: block }) => block)).toContainEqual(control);
    }
    expect(tree.leaves.map(({ path }) => path.length)).toEqual([1, 3, 3, 2]);
  });

  test('one leaf is its own root', () => {
    const { root, leaves } = buildTapTree(leaf(0));
    expect(root).toEqual(tapLeafHash(scripts[0]!));
    expect(leaves).toEqual([{ ...leaf(0), leafHash: root, path: [] }]);
    expect(concatBytes(...leaves[0]!.path).length).toBe(0);
  });
});
