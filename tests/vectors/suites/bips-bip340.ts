import { xOnlyPublicKeyOf } from '#bitcoin/crypto/public-key';
import { signSchnorr, verifySchnorr } from '#bitcoin/crypto/schnorr';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

interface Row {
  readonly index: string;
  readonly secret_key: string;
  readonly public_key: string;
  readonly aux_rand: string;
  readonly message: string;
  readonly signature: string;
  readonly verification_result: 'TRUE' | 'FALSE';
}

/** BIP-0340: keys, signatures byte by byte, and what must not verify. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'bips/bip340_schnorr.json');
  return checkRows(
    'bips/bip340_schnorr',
    rows,
    (row) => {
      const message = hexToBytes(row.message);
      const publicKey = hexToBytes(row.public_key);
      if (row.secret_key !== '') {
        const secret = hexToBytes(row.secret_key);
        expectEqual(bytesToHex(xOnlyPublicKeyOf(secret)), bytesToHex(publicKey), 'public key');
        const signature = signSchnorr(message, secret, hexToBytes(row.aux_rand));
        expectEqual(bytesToHex(signature), row.signature.toLowerCase(), 'signature');
      }
      const valid = verifySchnorr(hexToBytes(row.signature), publicKey, message);
      expectEqual(valid, row.verification_result === 'TRUE', 'verification');
    },
    (row) => `row ${row.index}`,
  );
}
