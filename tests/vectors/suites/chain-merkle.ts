import { merkleBranch, merkleLevels, merkleRootOf, rootFromBranch } from '#bitcoin/consensus/merkle-root';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

interface Row {
  readonly kind: 'valid' | 'cve-2012-2459-mutation';
  readonly txids: readonly string[];
  readonly root: string;
  readonly block: string | null;
}

/** Merkle roots of real blocks, and lists that have the same root without being honest. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'chain/merkle.json');
  return checkRows(
    'chain/merkle',
    rows,
    ({ kind, txids, root }) => {
      expectEqual(merkleRootOf(txids), { root, mutated: kind !== 'valid' });
      expectEqual(merkleLevels(txids).at(-1), [root], 'top level');
      for (const index of [0, txids.length >> 1, txids.length - 1]) {
        const branch = merkleBranch(txids, index);
        expectEqual(rootFromBranch(txids[index]!, branch, index), root, `root from branch ${index}`);
      }
    },
    ({ kind, block }) => `${kind} ${block ?? ''}`,
  );
}
