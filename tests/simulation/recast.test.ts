import { describe, expect, test } from 'vitest';
import { shippedScenarios } from '#scenarios/shipped';
import { parseScenario } from '#simulation/scenario/parse-scenario';
import { recast } from '#simulation/scenario/recast';

const plays = shippedScenarios.filter(({ family }) => family !== undefined);

describe('another cast', () => {
  test.each(plays.map((play) => [play.id, play] as const))(
    'of %s is a scenario, and back again the same',
    (_, play) => {
      const attacker = play.nodes.find(({ role }) => role === 'attacker') ?? play.nodes[0]!;
      const other = play.nodes.findLast(({ role }) => role === 'miner')!;
      const again = recast(play, attacker.name, other.name);
      expect(parseScenario(again)).toMatchObject({ ok: true });
      expect(again).not.toEqual(play);
      expect(recast(again, attacker.name, other.name)).toEqual(play);
    },
  );

  test('goes with the part: place, power, plans and words', () => {
    const play = plays.find(({ id }) => id === 'double-spend')!;
    const eve = play.nodes.find(({ name }) => name === 'Eve')!;
    const again = recast(play, 'Eve', 'Moe');
    expect(again.nodes.find(({ name }) => name === 'Moe')).toEqual({ ...eve, name: 'Moe' });
    expect(again.explanation?.en).toContain('Moe');
    expect(JSON.stringify(again.beats)).not.toContain('"attacker":"Eve"');
    expect(JSON.stringify(again.beats)).toContain('"attacker":"Moe"');
    expect(again.parameters.find(({ kind }) => kind === 'hash-share')).toMatchObject({ node: 'Moe' });
  });

  test('leaves longer names alone', () => {
    const play = plays.find(({ id }) => id === 'partition-attack')!;
    const again = recast(play, 'Eve', 'Carol');
    expect(again.nodes.map(({ name }) => name)).toContain('Eve-2');
    expect(again.nodes.map(({ name }) => name)).not.toContain('Carol-2');
  });
});
