import { checkTransaction } from '#bitcoin/consensus/check-transaction';
import { accepted } from '#bitcoin/consensus/verdict';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import { encodeTransaction } from '#bitcoin/primitives/encode-transaction';
import { allFlags } from '#bitcoin/script/flags';
import {
  arrangePrevouts,
  fillFlags,
  firstError,
  type ListedPrevout,
  parseFlags,
  singleFlags,
  trimFlags,
} from '../all-inputs.ts';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

type Row = readonly [prevouts: readonly ListedPrevout[], tx: string, excludedFlags: string];

/** Core's tx_valid: valid under all flags but the excluded ones and under fewer, invalid under any flag more. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'core/tx_valid.json');
  return checkRows('core/tx_valid', rows, ([prevouts, hex, excludedList]) => {
    const tx = decodeTransaction(hexToBytes(hex));
    expectEqual(bytesToHex(encodeTransaction(tx, { witness: true })), hex, 'bytes');
    expectEqual(checkTransaction(tx), accepted, 'checkTransaction');
    const spent = arrangePrevouts(tx, prevouts);
    const excluded = parseFlags(excludedList);
    const flags = allFlags & ~excluded;
    expectEqual(firstError(tx, spent, flags), undefined, 'error with all but the excluded flags');
    for (const flag of singleFlags(flags)) {
      const fewer = trimFlags(flags & ~flag);
      expectEqual(firstError(tx, spent, fewer), undefined, `error without flag ${flag.toString(16)}`);
    }
    expectEqual(firstError(tx, spent, 0), undefined, 'error without flags');
    for (const flag of singleFlags(excluded)) {
      const more = fillFlags(flags | flag);
      expectEqual(firstError(tx, spent, more) !== undefined, true, `refusal with flag ${flag.toString(16)}`);
    }
  });
}
