import { xOnlyPublicKeyOf } from '#bitcoin/crypto/public-key';
import { tweakPublicKey } from '#bitcoin/crypto/taproot-key';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { zeroHash } from '#bitcoin/primitives/hashes';
import type { Transaction } from '#bitcoin/primitives/transaction';
import { txidOf } from '#bitcoin/primitives/transaction-id';
import { assembleScript } from '#bitcoin/script/assemble';
import { flagsOf } from '#bitcoin/script/flags';
import { buildTapTree, controlBlock } from '#bitcoin/script/tap-tree';
import { verifyInput } from '#bitcoin/script/verify-input';
import { parseFlags } from '../all-inputs.ts';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

type Witness = readonly (string | number)[];
type Plain = readonly [scriptSig: string, scriptPubKey: string, flags: string, expected: string];
type Row = Plain | readonly [Witness, ...Plain];

/** Core's script_tests: verdict and name of the error under exactly the listed flags. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'core/script_tests.json');
  return checkRows(
    'core/script_tests',
    rows,
    (row) => {
      const hasWitness = Array.isArray(row[0]);
      const witnessRow = (hasWitness ? row[0] : [0]) as Witness;
      const [scriptSig, scriptPubKey, flagList, expected] = (hasWitness ? row.slice(1) : row) as Plain;
      const flags = parseFlags(flagList);
      const clean = (flags & flagsOf('CLEANSTACK')) !== 0 ? flagsOf('P2SH', 'WITNESS') : 0;
      const value = BigInt(Math.round(Number(witnessRow.at(-1)) * 1e8));
      const taproot = expandTaproot(witnessRow.slice(0, -1) as string[]);
      const spent = {
        value,
        scriptPubKey: assembleScript(
          scriptPubKey.replace('#TAPROOTOUTPUT#', `0x${bytesToHex(taproot.outputKey)}`),
        ),
      };
      const tx = spendingTransaction(assembleScript(scriptSig), taproot.witness, spent);
      const verdict = verifyInput(tx, 0, [spent], flags | clean);
      expectEqual(verdict.ok ? 'OK' : verdict.error, expected, 'verdict');
    },
    (row, index) => `row ${index} ${JSON.stringify(row).slice(0, 120)}`,
  );
}

/** Replaces the script and control block that taproot rows leave to the reader: one leaf, internal key of secret 1. */
function expandTaproot(items: readonly string[]): { witness: Uint8Array[]; outputKey: Uint8Array } {
  const secretOne = new Uint8Array(32);
  secretOne[31] = 1;
  const internalKey = xOnlyPublicKeyOf(secretOne);
  const scriptWord = items.find((item) => item.startsWith('#SCRIPT#'));
  const script = scriptWord === undefined ? new Uint8Array(0) : assembleScript(scriptWord.slice(8));
  const { root, leaves } = buildTapTree({ script, leafVersion: 0xc0 });
  const output = tweakPublicKey(internalKey, root)!;
  const witness = items.map((item) => {
    if (item.startsWith('#SCRIPT#')) return script;
    if (item === '#CONTROLBLOCK#') return controlBlock(leaves[0]!, internalKey, output.parity);
    return hexToBytes(item);
  });
  return { witness, outputKey: output.key };
}

function spendingTransaction(
  scriptSig: Uint8Array,
  witness: readonly Uint8Array[],
  spent: { value: bigint; scriptPubKey: Uint8Array },
): Transaction {
  const crediting: Transaction = {
    version: 1,
    inputs: [
      {
        previousOutput: { txid: zeroHash, index: 0xffffffff },
        scriptSig: Uint8Array.of(0, 0),
        sequence: 0xffffffff,
        witness: [],
      },
    ],
    outputs: [spent],
    lockTime: 0,
  };
  return {
    version: 1,
    inputs: [
      { previousOutput: { txid: txidOf(crediting), index: 0 }, scriptSig, sequence: 0xffffffff, witness },
    ],
    outputs: [{ value: spent.value, scriptPubKey: new Uint8Array(0) }],
    lockTime: 0,
  };
}
