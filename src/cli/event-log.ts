import { closeSync, openSync, writeSync } from 'node:fs';
import { type LogColumns, LogKind } from '#simulation/log';
import type { World } from '#simulation/world';

const names = new Map<number, string>(Object.entries(LogKind).map(([name, code]) => [code, name]));
const aboutBlocks = new Set<number>([
  LogKind.blockFound,
  LogKind.headerAccepted,
  LogKind.blockAccepted,
  LogKind.tip,
  LogKind.blockRejected,
  LogKind.blockOrphan,
  LogKind.mining,
  LogKind.secret,
  LogKind.published,
  LogKind.withheld,
]);
const aboutTransactions = new Set<number>([
  LogKind.txAccepted,
  LogKind.txRejected,
  LogKind.txRemoved,
  LogKind.txReturned,
  LogKind.txOrphan,
  LogKind.payment,
  LogKind.attack,
]);
const refusals = new Set<number>([
  LogKind.blockRejected,
  LogKind.txRejected,
  LogKind.misbehaviour,
  LogKind.actionRefused,
]);
const chunkCharacters = 1 << 16;

/** Writes log rows to a file, one JSON object a line, with names and hashes instead of indices. */
export class EventLogWriter {
  private readonly file: number;
  private pending = '';

  constructor(path: string) {
    this.file = openSync(path, 'w');
  }

  write(world: World, rows: LogColumns): void {
    for (let i = 0; i < rows.count; i++) {
      this.pending += `${JSON.stringify(rowValue(world, rows, i))}\n`;
      if (this.pending.length > chunkCharacters) this.flush();
    }
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private flush(): void {
    writeSync(this.file, this.pending);
    this.pending = '';
  }
}

function rowValue(world: World, rows: LogColumns, i: number): object {
  const kind = rows.kind[i]!;
  const a = rows.a[i]!;
  const b = rows.b[i]!;
  const object = rows.object[i]!;
  const x = rows.x[i]!;
  const name = (node: number): string | undefined => world.places[node]?.name;
  const base = { row: rows.first + i, micros: rows.time[i]!, kind: names.get(kind) ?? kind, node: name(a) };
  if (kind === LogKind.send || kind === LogKind.receive || kind === LogKind.lost) {
    const message = world.payloadAt(object)!;
    return {
      ...base,
      peer: name(b),
      command: message.command,
      bytes: message.size,
      about: [...message.blocks.map((block) => block.hash), ...message.transactions.map((tx) => tx.txid)],
    };
  }
  if (kind === LogKind.tip)
    return {
      ...base,
      block: world.blocks[object]!.hash,
      height: world.blocks[object]!.height,
      from: world.blocks[b]!.hash,
      disconnected: x,
    };
  if (kind === LogKind.action || kind === LogKind.actionRefused) {
    return {
      ...base,
      action: world.carriedOut[object]?.action,
      ...(kind === LogKind.actionRefused ? { reason: world.reasons[x] } : {}),
    };
  }
  return {
    ...base,
    ...(kind === LogKind.txRemoved ? { cause: b } : { peer: name(b) }),
    ...(aboutBlocks.has(kind)
      ? { block: world.blocks[object]?.hash, height: world.blocks[object]?.height }
      : {}),
    ...(aboutTransactions.has(kind) ? { txid: world.transactions[object]?.txid } : {}),
    ...(refusals.has(kind) ? { reason: world.reasons[x] } : { x }),
  };
}
