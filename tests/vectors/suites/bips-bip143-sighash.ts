import { signEcdsa, verifyEcdsa } from '#bitcoin/crypto/ecdsa';
import { publicKeyOf } from '#bitcoin/crypto/public-key';
import { sha256d } from '#bitcoin/crypto/sha256';
import { ByteReader } from '#bitcoin/encoding/byte-reader';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import { hashFromBytes } from '#bitcoin/primitives/hashes';
import { bip143Preimage, bip143Sighash } from '#bitcoin/script/sighash-bip143';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

interface Row {
  readonly section: string;
  readonly unsigned_tx: string;
  readonly preimage: string;
  readonly sighash: string;
  readonly pubkey?: string;
  readonly privkey?: string;
  readonly signature: string;
}

/** BIP-0143: the exact bytes that are signed, their digest, and the signature. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'bips/bip143_sighash.json');
  return checkRows(
    'bips/bip143_sighash',
    rows,
    (row) => {
      const tx = decodeTransaction(hexToBytes(row.unsigned_tx));
      const { txid, index, scriptCode, amount, hashType } = fieldsOf(hexToBytes(row.preimage));
      const inputIndex = tx.inputs.findIndex(
        ({ previousOutput }) => previousOutput.txid === txid && previousOutput.index === index,
      );
      const preimage = bip143Preimage(tx, inputIndex, scriptCode, amount, hashType);
      const digest = bip143Sighash(tx, inputIndex, scriptCode, amount, hashType);
      expectEqual(bytesToHex(preimage), row.preimage, 'preimage');
      expectEqual(bytesToHex(sha256d(preimage)), row.sighash, 'hash of the preimage');
      expectEqual(bytesToHex(digest), row.sighash, 'digest');
      const signature = hexToBytes(row.signature);
      const der = signature.at(-1) === hashType ? signature.subarray(0, -1) : signature;
      if (row.pubkey !== undefined) {
        expectEqual(verifyEcdsa(der, hexToBytes(row.pubkey), digest), true, 'verification');
      }
      if (row.privkey !== undefined) {
        const privateKey = hexToBytes(row.privkey);
        const ours = signEcdsa(digest, privateKey);
        expectEqual(
          verifyEcdsa(ours, publicKeyOf(privateKey), digest),
          true,
          'verification of our signature',
        );
        expectEqual(bytesToHex(ours), bytesToHex(der), 'our signature');
      }
    },
    (row, index) => `row ${index} ${row.section}`,
  );
}

function fieldsOf(preimage: Uint8Array) {
  const reader = new ByteReader(preimage);
  reader.bytes(4 + 32 + 32);
  const txid = hashFromBytes(reader.bytes(32));
  const index = reader.u32();
  const scriptCode = reader.varBytes();
  const amount = reader.i64();
  reader.bytes(4 + 32 + 4);
  return { txid, index, scriptCode, amount, hashType: reader.u32() };
}
