import * as Comlink from 'comlink';
import { describe, expect, test, vi } from 'vitest';
import { createSimulationClient } from '#app/simulation-client';

/** A worker that is a channel to an object in this thread. */
class FakeWorker {
  readonly #port: MessagePort;
  readonly received: unknown[] = [];
  terminated = false;
  onError: (() => void) | undefined;

  constructor(api?: object) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    if (api !== undefined) Comlink.expose(api, port2);
  }
  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.received.push(message);
    this.#port.postMessage(message, transfer);
  }
  addEventListener(type: string, listener: never): void {
    if (type === 'error') this.onError = listener;
    else this.#port.addEventListener(type, listener);
    this.#port.start();
  }
  removeEventListener(type: string, listener: never): void {
    this.#port.removeEventListener(type, listener);
  }
  terminate(): void {
    this.terminated = true;
    this.#port.close();
  }
}

function start(cores: number, hashWorkersFail = false) {
  const calls: string[] = [];
  const workers: { kind: string; worker: FakeWorker }[] = [];
  const api = {
    useHashers: (ports: MessagePort[]) => {
      calls.push(`useHashers ${ports.length}`);
      for (const port of ports) port.close();
    },
    open: () => {
      calls.push('open');
      return { timeline: 1 };
    },
    trySeed: (run: { seed: number }) => ({ found: run.seed === 2, at: 0, hashes: 0 }),
  };
  const client = createSimulationClient({
    cores,
    create: (kind) => {
      if (kind === 'hash' && hashWorkersFail) throw new Error('no module workers');
      const worker = new FakeWorker(kind === 'simulation' ? api : undefined);
      workers.push({ kind, worker });
      return worker as unknown as Worker;
    },
  });
  return { client, calls, workers };
}

describe('the workers of the page', () => {
  test('leave one core to the page and give the rest to hashing', async () => {
    const { client, calls, workers } = start(4);
    expect(client.hashers).toBe(3);
    await client.simulation.open({} as never, {});
    expect(calls).toEqual(['useHashers 3', 'open']);
    for (const { kind, worker } of workers) {
      if (kind === 'hash') expect(worker.received[0]).toBeInstanceOf(MessagePort);
    }
    client.close();
    expect(workers.every(({ worker }) => worker.terminated)).toBe(true);
  });

  test.each([
    ['with one core', 1, false],
    ['where hash workers cannot be started', 8, true],
  ])('%s do without hash workers', async (_, cores, fail) => {
    const { client, calls } = start(cores, fail);
    expect(client.hashers).toBe(0);
    await client.simulation.open({} as never, {});
    expect(calls).toEqual(['open']);
    client.close();
  });

  test('do without hash workers once one breaks, so that no search waits for ever', async () => {
    const { client, calls, workers } = start(3);
    await client.simulation.open({} as never, {});
    workers.find(({ kind }) => kind === 'hash')?.worker.onError?.();
    await vi.waitFor(() => expect(calls).toEqual(['useHashers 2', 'open', 'useHashers 0']));
    expect(client.hashers).toBe(0);
    client.close();
  });

  test('try seeds apart from the world on the screen, and stop when told', async () => {
    const { client, workers } = start(3);
    const trials = await Promise.all([1, 2].map((seed) => client.trySeed({ seed } as never, {} as never)));
    expect(trials.map(({ found }) => found)).toEqual([false, true]);
    await client.trySeed({ seed: 3 } as never, {} as never);
    const simulations = workers.filter(({ kind }) => kind === 'simulation');
    expect(simulations.length).toBe(3);
    client.stopSeedTrials();
    expect(simulations.map(({ worker }) => worker.terminated)).toEqual([false, true, true]);
    client.close();
  });
});
