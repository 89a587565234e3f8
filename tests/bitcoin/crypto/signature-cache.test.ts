import { describe, expect, test } from 'vitest';
import { signEcdsa } from '#bitcoin/crypto/ecdsa';
import { sha256 } from '#bitcoin/crypto/sha256';
import { clearSignatureCache, signatureCacheSize, verifyEcdsaCached } from '#bitcoin/crypto/signature-cache';
import { createWallet } from '#bitcoin/wallet/wallet';

const { privateKey, publicKey } = createWallet(Uint8Array.of(1, 2, 3), 1).keys[0]!;
const digest = sha256(Uint8Array.of(7));
const signature = signEcdsa(digest, privateKey);

describe('a verdict', () => {
  test('is worked out once and remembered', () => {
    clearSignatureCache();
    expect(verifyEcdsaCached(signature, publicKey, digest)).toBe(true);
    expect(verifyEcdsaCached(signature.slice(), publicKey.slice(), digest.slice())).toBe(true);
    expect(signatureCacheSize()).toBe(1);
  });

  test('says nothing about any other key, digest or signature', () => {
    clearSignatureCache();
    expect(verifyEcdsaCached(signature, publicKey, digest)).toBe(true);
    const changed = signature.slice();
    changed[10]! ^= 1;
    expect(verifyEcdsaCached(changed, publicKey, digest)).toBe(false);
    expect(verifyEcdsaCached(signature, publicKey, sha256(Uint8Array.of(8)))).toBe(false);
    const other = createWallet(Uint8Array.of(4), 1).keys[0]!.publicKey;
    expect(verifyEcdsaCached(signature, other, digest)).toBe(false);
    expect(signatureCacheSize()).toBe(4);
  });
});
