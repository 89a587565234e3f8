import { hasLowS } from '#bitcoin/crypto/der-signature';
import { verifyEcdsa } from '#bitcoin/crypto/ecdsa';
import { sha256 } from '#bitcoin/crypto/sha256';
import { concatBytes } from '#bitcoin/encoding/concat-bytes';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { isStrictDerSignature } from '#bitcoin/script/signature-encoding';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

interface Row {
  readonly tcId: number;
  readonly comment: string;
  readonly pubkey: string;
  readonly msg: string;
  readonly sig: string;
  readonly result: 'valid' | 'invalid';
}

/** Wycheproof: hostile signatures under strict DER and low S, that is with Bitcoin's policy on. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'hash/ecdsa_secp256k1_wycheproof.json');
  return checkRows(
    'hash/ecdsa_wycheproof',
    rows,
    (row) => {
      const signature = hexToBytes(row.sig);
      const valid =
        isStrictDerSignature(concatBytes(signature, Uint8Array.of(1))) &&
        hasLowS(signature) &&
        verifyEcdsa(signature, hexToBytes(row.pubkey), sha256(hexToBytes(row.msg)));
      expectEqual(valid, row.result === 'valid', 'validity');
    },
    (row) => `test ${row.tcId} ${row.comment}`,
  );
}
