import type { BlockRecord } from '#simulation/records';

/* Which branch a block belongs to, as the small number that `branchSwatch` turns into a hue and a pattern.
 *
 *   40 ── 41 ── 42          branch 0: first children carry their parent's number on
 *    └─── 41' ─ 42'         branch 1: later children take the smallest number that no rival of their height uses
 *
 * A number is fixed by the order in which blocks appear in the table, so it never changes once given. */

let numbers: number[] = [];
let records: BlockRecord[] = [];
let firstChildTaken: boolean[] = [];

/** The number of the branch that `block` belongs to, stable for good; amortised constant time. */
export function branchNumber(blocks: readonly BlockRecord[], block: number): number {
  if (block < 0) return 0;
  if (block >= numbers.length || numbers.length > blocks.length || lastKnownDiffers(blocks)) extend(blocks);
  return numbers[block] ?? 0;
}

function lastKnownDiffers(blocks: readonly BlockRecord[]): boolean {
  const last = records.length - 1;
  return last >= 0 && records[last] !== blocks[last];
}

function extend(blocks: readonly BlockRecord[]): void {
  if (numbers.length > blocks.length || lastKnownDiffers(blocks)) {
    numbers = [];
    records = [];
    firstChildTaken = [];
  }
  for (let index = numbers.length; index < blocks.length; index++) {
    const block = blocks[index]!;
    const { parent } = block;
    let number = 0;
    if (parent >= 0) {
      if (firstChildTaken[parent]) number = freeNumber(block.height);
      else number = numbers[parent] ?? 0;
      firstChildTaken[parent] = true;
    }
    numbers.push(number);
    records.push(block);
  }
}

/** The smallest number that no known block at or above the parent's height carries. */
function freeNumber(height: number): number {
  const used = new Set<number>();
  for (let index = 0; index < records.length; index++) {
    if (records[index]!.height >= height - 1) used.add(numbers[index]!);
  }
  let number = 0;
  while (used.has(number)) number++;
  return number;
}
