import type { BlockRecord } from '../../src/simulation/records.ts';

/** A table of blocks from `name: parent` pairs in order of appearance; the first has no parent. Work is one per block
 * unless `work` says otherwise. */
export function blockTable(
  parents: Readonly<Record<string, string | undefined>>,
  work: Readonly<Record<string, number>> = {},
): { readonly blocks: BlockRecord[]; readonly id: (name: string) => number } {
  const names = Object.keys(parents);
  const blocks: BlockRecord[] = [];
  for (const [name, parentName] of Object.entries(parents)) {
    const parent = parentName === undefined ? -1 : names.indexOf(parentName);
    const below = blocks[parent];
    const blockWork = work[name] ?? 1;
    blocks.push({
      index: blocks.length,
      hash: name,
      height: (below?.height ?? -1) + 1,
      parent,
      miner: 0,
      foundAt: blocks.length * 1000,
      headerHex: '',
      headerTime: 0,
      bits: 0,
      work: (below?.work ?? 0) + blockWork,
      workExact: '',
      blockWork,
      transactions: [],
      size: 0,
      strippedSize: 0,
      weight: 0,
      fees: '0',
      subsidy: '0',
      tampered: false,
    });
  }
  return { blocks, id: (name) => names.indexOf(name) };
}

/** A random tree: each block builds on one before it. */
export function tableFromParents(parents: readonly number[]): BlockRecord[] {
  const named: Record<string, string | undefined> = { b0: undefined };
  parents.forEach((parent, index) => {
    named[`b${index + 1}`] = `b${parent % (index + 1)}`;
  });
  return blockTable(named).blocks;
}
