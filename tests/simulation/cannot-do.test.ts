import { describe, expect, test } from 'vitest';
import type { TimedAction } from '#simulation/run';
import type { World } from '#simulation/world';
import { attackStory } from './attack-story.ts';
import { second } from './run-scenario.ts';
import { fullMesh, smallWorld } from './small-world.ts';

const at = 20 * second;
const names = ['Mia', 'Max', 'Shop', 'Eve', 'Moe'];

/** Eve has 60 of 100 tries a second; everybody is connected with everybody. */
function arena(actions: readonly TimedAction[]): World {
  return smallWorld({
    nodes: names.map((name) => ({ name, hashRate: { Mia: 40, Eve: 60 }[name] ?? 0 })),
    links: fullMesh(names, 20_000),
    actions,
  });
}

describe('what 60 % of the hash power cannot do', () => {
  test('take somebody’s coin: the signature is another key’s, and every peer says so and hangs up', () => {
    const told = attackStory(
      arena([{ at, action: { type: 'steal', node: 'Moe', victim: 'Shop' } }]),
      25 * second,
    );
    const reason = 'refuses a payment: mandatory-script-verify-flag-failed';
    for (const name of ['Mia', 'Max', 'Shop', 'Eve']) expect(told).toContain(`${name} ${reason}`);
    expect(told.filter((line) => line.endsWith('part'))).toHaveLength(4);
  });

  test('mint: the block has honest proof of work, and every peer refuses it and hangs up', () => {
    const world = arena([
      { at, action: { type: 'forge-block', node: 'Eve', what: 'mint', extra: '100000000' } },
    ]);
    const told = attackStory(world, 60 * second);
    const refusals = told.filter((line) => line.includes('refuses block'));
    expect(refusals).toHaveLength(4);
    for (const line of refusals) expect(line).toMatch(/: bad-cb-amount$/);
    expect(told.filter((line) => line.includes('Eve') && line.endsWith('part'))).toHaveLength(4);
    // Whatever she mines afterwards, nobody hears of it.
    const mia = world.nodes[world.indexOf('Mia')!]!;
    const forged = world.blocks.find((block) => block.checked.verdict?.ok === false)!;
    expect(mia.tip.height).toBeGreaterThanOrEqual(forged.height);
    for (let walk = mia.tip; walk.height >= forged.height; walk = walk.parent!)
      expect(world.places[walk.miner]!.name).toBe('Mia');
  });

  test('put a theft into a block: the same', () => {
    const forge = { type: 'forge-block', node: 'Eve', what: 'steal', victim: 'Shop' } as const;
    const told = attackStory(arena([{ at, action: forge }]), 60 * second);
    const refusals = told.filter((line) => line.includes('refuses block'));
    expect(refusals).toHaveLength(4);
    for (const line of refusals) expect(line).toMatch(/: block-script-verify-flag-failed$/);
  });

  test('what cannot even be tried says why', () => {
    const told = attackStory(
      arena([
        { at, action: { type: 'forge-block', node: 'Shop', what: 'mint' } },
        { at, action: { type: 'forge-block', node: 'Eve', what: 'steal' } },
      ]),
      21 * second,
    );
    expect(told.filter((line) => line.startsWith('refused'))).toEqual([
      'refused: no-hash-rate',
      'refused: no-such-node',
    ]);
  });
});
