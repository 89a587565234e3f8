import { ByteReader } from '#bitcoin/encoding/byte-reader';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { decodeTransaction, readOutput } from '#bitcoin/primitives/decode-transaction';
import type { Transaction } from '#bitcoin/primitives/transaction';
import { mandatoryFlags, type ScriptFlags } from '#bitcoin/script/flags';
import { verifyInput } from '#bitcoin/script/verify-input';
import { bytesOfAll, parseFlags, singleFlags, trimFlags } from '../all-inputs.ts';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

interface Unlocking {
  readonly scriptSig: string;
  readonly witness: readonly string[];
}

interface Row {
  readonly tx: string;
  readonly prevouts: readonly string[];
  readonly index: number;
  readonly flags: string;
  readonly comment: string;
  readonly final?: boolean;
  readonly success?: Unlocking;
  readonly failure?: Unlocking;
}

/** Core's taproot spending tests: what must unlock an output and what must not, also under other flags. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'core/taproot_script_assets.json');
  return checkRows(
    'core/taproot_script_assets',
    rows,
    (row) => {
      const tx = decodeTransaction(hexToBytes(row.tx));
      const spent = row.prevouts.map((hex) => readOutput(new ByteReader(hexToBytes(hex))));
      const flags = parseFlags(row.flags);
      if (row.success !== undefined) {
        const unlocked = unlock(tx, row.index, row.success);
        for (const subset of fewerFlags(row.final === true ? mandatoryFlags : flags)) {
          const verdict = verifyInput(unlocked, row.index, spent, subset);
          expectEqual(verdict, { ok: true }, `success under ${subset.toString(16)}`);
        }
      }
      if (row.failure !== undefined) {
        const stuck = unlock(tx, row.index, row.failure);
        expectEqual(verifyInput(stuck, row.index, spent, flags).ok, false, 'failure');
        expectEqual(
          verifyInput(stuck, row.index, spent, mandatoryFlags).ok,
          false,
          'failure under all flags',
        );
      }
    },
    (row, index) => `row ${index} ${row.comment}`,
  );
}

/** All, none, and each without one. */
function fewerFlags(flags: ScriptFlags): ReadonlySet<ScriptFlags> {
  return new Set([flags, 0, ...singleFlags(flags).map((flag) => trimFlags(flags & ~flag))]);
}

function unlock(tx: Transaction, index: number, { scriptSig, witness }: Unlocking): Transaction {
  const inputs = tx.inputs.map((input, i) =>
    i === index ? { ...input, scriptSig: hexToBytes(scriptSig), witness: bytesOfAll(witness) } : input,
  );
  return { ...tx, inputs };
}
