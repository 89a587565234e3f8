import { describe, expect, test } from 'vitest';
import { shippedScenarios } from '#scenarios/shipped';
import { AttackPhase, type LogColumns, LogKind } from '#simulation/log';
import type { World } from '#simulation/world';
import { runOf, search, second, worldOf } from './run-scenario.ts';

/** What a person would tell of a run: finds, changes of branch, actions, attacks. One line each. */
function story(world: World, rows: LogColumns): string[] {
  const lines: string[] = [];
  const short = (block: number) => `${world.blocks[block]!.height}:${world.blocks[block]!.hash.slice(-4)}`;
  for (let i = 0; i < rows.count; i++) {
    const kind = rows.kind[i]!;
    const node = world.places[rows.a[i]!]?.name ?? '-';
    const object = rows.object[i]!;
    const x = rows.x[i]!;
    const at = `${(rows.time[i]! / second).toFixed(6).padStart(14)}  `;
    if (kind === LogKind.blockFound) lines.push(`${at}${node} finds ${short(object)} after ${x} tries`);
    else if (kind === LogKind.tip && x > 0)
      lines.push(`${at}${node} switches from ${short(rows.b[i]!)} to ${short(object)}, ${x} out`);
    else if (kind === LogKind.action) lines.push(`${at}${JSON.stringify(world.carriedOut[object]!.action)}`);
    else if (kind === LogKind.actionRefused) lines.push(`${at}refused: ${world.reasons[x]}`);
    else if (kind === LogKind.blockRejected || kind === LogKind.misbehaviour)
      lines.push(`${at}${node} objects: ${world.reasons[x]}`);
    else if (kind === LogKind.attack) {
      const phase = Object.entries(AttackPhase).find(([, number]) => number === x)?.[0];
      lines.push(`${at}${node} attack: ${phase}`);
    }
  }
  return lines;
}

describe('every shipped scenario goes as it always went', () => {
  test.each(shippedScenarios.map((scenario) => [scenario.id, scenario] as const))(
    '%s',
    async (id, scenario) => {
      const world = worldOf(runOf(id, scenario.defaultSeed));
      world.runUntil(scenario.referenceMicros, search);
      const rows = world.log_.drain();
      const text = [
        `${id}, seed ${scenario.defaultSeed}, through ${scenario.referenceMicros / second} s`,
        `trace hash ${world.traceHash()}, ${rows.count} rows`,
        ...story(world, rows),
        '',
      ].join('\n');
      await expect(text).toMatchFileSnapshot(`golden/${id}.txt`);
    },
  );
});
