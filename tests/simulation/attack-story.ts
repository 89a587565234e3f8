import { AttackPhase, LogKind, TxRemoval } from '#simulation/log';
import type { World } from '#simulation/world';
import { eventByEvent } from './run-scenario.ts';
import { WorldCheckers } from './world-checkers.ts';

/** Runs a world with every checker on and tells what a person would: finds, publications, changes of branch, refusals,
 * evictions, phases of attacks. Heights count from the end of the prologue. */
export function attackStory(world: World, until: number): string[] {
  const checkers = new WorldCheckers();
  eventByEvent(world, until, (now) => checkers.afterEvent(now));
  checkers.supply(world);
  return toldRows(world);
}

/** The rows since the last drain, told. */
export function toldRows(world: World): string[] {
  const rows = world.log_.drain();
  const base = world.prologue.tip.height;
  const lines: string[] = [];
  for (let i = 0; i < rows.count; i++) {
    const name = world.places[rows.a[i]!]?.name ?? '';
    const other = world.places[rows.b[i]!]?.name ?? '';
    const object = rows.object[i]!;
    const x = rows.x[i]!;
    const height = (world.blocks[object]?.height ?? 0) - base;
    switch (rows.kind[i]) {
      case LogKind.blockFound:
        lines.push(`${name} finds ${height}`);
        break;
      case LogKind.published:
        lines.push(`${name} shows ${x} up to ${height}`);
        break;
      case LogKind.tip:
        if (x > 0) lines.push(`${name} gives up ${x}`);
        break;
      case LogKind.blockRejected:
        lines.push(`${name} refuses block ${height}: ${world.reasons[x]}`);
        break;
      case LogKind.txRejected:
        lines.push(`${name} refuses a payment: ${world.reasons[x]}`);
        break;
      case LogKind.txRemoved: {
        const cause = Object.entries(TxRemoval).find(([, code]) => code === rows.b[i])?.[0];
        if (cause !== 'confirmed') lines.push(`${name} drops a payment: ${cause}`);
        break;
      }
      case LogKind.linkDown:
        lines.push(`${name} and ${other} part`);
        break;
      case LogKind.actionRefused:
        lines.push(`refused: ${world.reasons[x]}`);
        break;
      case LogKind.attack:
        lines.push(Object.entries(AttackPhase).find(([, phase]) => phase === x)![0]);
        break;
      default:
    }
  }
  return lines;
}
