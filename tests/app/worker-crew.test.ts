import { expect, test } from 'vitest';
import { startCrew, watchWorker } from '#app/worker-crew';

/** A worker that never answers. */
function silentWorker() {
  const target = new EventTarget();
  let ended = 0;
  const worker = Object.assign(target, { terminate: () => ended++ }) as unknown as Worker;
  return { worker, target, ended: () => ended };
}

const never = new Promise<never>(() => {});

test('a question to a worker that is ended rejects, and the worker is gone', async () => {
  const { worker, ended } = silentWorker();
  let closed = 0;
  const { unlessGone, close } = watchWorker(worker, () => closed++);
  const answer = unlessGone(never);
  expect(await unlessGone(Promise.resolve(7))).toBe(7);
  close();
  await expect(answer).rejects.toThrow('the worker was ended');
  await expect(unlessGone(never)).rejects.toThrow();
  expect([ended(), closed]).toEqual([1, 1]);
});

test('a question to a worker that fails rejects with its reason', async () => {
  const { worker, target } = silentWorker();
  const { unlessGone } = watchWorker(worker);
  const answer = unlessGone(never);
  target.dispatchEvent(Object.assign(new Event('error'), { message: 'no WebAssembly' }));
  await expect(answer).rejects.toThrow('no WebAssembly');
});

test('a crew is as large as workers can be had, and without any there is none', () => {
  const closed: number[] = [];
  let started = 0;
  const start = (most: number) => () => {
    if (started === most) throw new Error('no more');
    const service = ++started;
    return { service, close: () => void closed.push(service) };
  };
  const crew = startCrew(5, start(3));
  expect(crew.services).toEqual([1, 2, 3]);
  crew.close();
  expect(closed).toEqual([1, 2, 3]);
  started = 0;
  expect(() => startCrew(2, start(0))).toThrow('no more');
});
