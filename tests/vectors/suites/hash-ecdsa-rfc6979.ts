import { parseDerSignatureLax } from '#bitcoin/crypto/der-signature';
import { signEcdsa, verifyEcdsa } from '#bitcoin/crypto/ecdsa';
import { publicKeyOf } from '#bitcoin/crypto/public-key';
import { sha256 } from '#bitcoin/crypto/sha256';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

interface Row {
  readonly d: string;
  readonly message: string;
  readonly signature: { readonly r: string; readonly s: string };
}

/** RFC 6979: signatures with a derived nonce, number by number. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'hash/ecdsa_sign_rfc6979.json');
  return checkRows('hash/ecdsa_sign_rfc6979', rows, ({ d, message, signature }) => {
    const digest = sha256(new TextEncoder().encode(message));
    const privateKey = hexToBytes(d);
    const der = signEcdsa(digest, privateKey);
    const { r, s } = parseDerSignatureLax(der)!;
    const digits = (value: bigint) => value.toString(16).padStart(64, '0');
    expectEqual([digits(r), digits(s)], [signature.r, signature.s], 'signature');
    expectEqual(verifyEcdsa(der, publicKeyOf(privateKey), digest), true, 'verification');
  });
}
