/** Moves labels apart that would cover each other, as little as possible, in their order.
 * @param wanted where each label would stand
 * @param gap least distance between two
 * @returns where each stands, in the order of `wanted`, between `low` and `high` where there is room */
export function spreadLabels(
  wanted: readonly number[],
  gap: number,
  low: number,
  high: number,
): readonly number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  /** Neighbours that touch form a block, which stands where its members would on average. */
  const blocks: { members: number[]; first: number }[] = [];
  for (const i of order) {
    let block = { members: [i], first: wanted[i]! };
    for (let last = blocks.at(-1); last !== undefined; last = blocks.at(-1)) {
      if (last.first + last.members.length * gap <= block.first) break;
      blocks.pop();
      const members = [...last.members, ...block.members];
      const first = members.reduce((sum, member, at) => sum + wanted[member]! - at * gap, 0) / members.length;
      block = { members, first };
    }
    const room = Math.max(low, high - (block.members.length - 1) * gap);
    block.first = Math.min(Math.max(block.first, low), room);
    blocks.push(block);
  }
  const placed: number[] = [];
  for (const { members, first } of blocks) {
    members.forEach((member, at) => {
      placed[member] = first + at * gap;
    });
  }
  // A block that was pushed in from the end may touch its neighbour again.
  for (let k = order.length - 2; k >= 0; k--) {
    placed[order[k]!] = Math.min(placed[order[k]!]!, placed[order[k + 1]!]! - gap);
  }
  return placed;
}
