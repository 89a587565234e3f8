import { checkTransaction } from '#bitcoin/consensus/check-transaction';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
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

type Row = readonly [prevouts: readonly ListedPrevout[], tx: string, flags: string];

/** Core's tx_invalid: malformed, or invalid under the listed flags and under more, but valid under fewer. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'core/tx_invalid.json');
  return checkRows('core/tx_invalid', rows, ([prevouts, hex, flagList]) => {
    const tx = decodeTransaction(hexToBytes(hex));
    if (flagList === 'BADTX') {
      expectEqual(checkTransaction(tx).ok, false, 'checkTransaction');
      return;
    }
    expectEqual(checkTransaction(tx).ok, true, 'checkTransaction');
    const spent = arrangePrevouts(tx, prevouts);
    const flags = parseFlags(flagList);
    expectEqual(firstError(tx, spent, flags) !== undefined, true, 'refusal');
    for (const flag of singleFlags(allFlags & ~flags)) {
      const more = fillFlags(flags | flag);
      expectEqual(firstError(tx, spent, more) !== undefined, true, `refusal with flag ${flag.toString(16)}`);
    }
    for (const flag of singleFlags(flags)) {
      const fewer = trimFlags(flags & ~flag);
      expectEqual(firstError(tx, spent, fewer), undefined, `error without flag ${flag.toString(16)}`);
    }
  });
}
