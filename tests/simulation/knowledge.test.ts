import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Knowledge } from '#simulation/node/knowledge';
import type { BlockRef } from '#simulation/refs';

const small = fc.integer({ min: 0, max: 40 });
const step = fc.oneof(
  fc.record({
    do: fc.constant('status' as const),
    node: small,
    block: small,
    value: fc.integer({ min: 0, max: 6 }),
  }),
  fc.record({ do: fc.constant('best' as const), direction: small, block: small }),
  fc.record({ do: fc.constant('ready' as const), direction: small }),
  fc.record({ do: fc.constant('told' as const), direction: small, tx: small }),
  fc.record({ do: fc.constant('forget' as const), direction: small, tx: small }),
  fc.record({ do: fc.constant('copy' as const), keepOld: fc.boolean() }),
);

/** The same as plain sets and maps of texts. */
interface Model {
  readonly status: Map<string, number>;
  readonly best: Map<number, number>;
  readonly ready: Set<number>;
  readonly told: Set<string>;
}

const copyOf = ({ status, best, ready, told }: Model): Model => ({
  status: new Map(status),
  best: new Map(best),
  ready: new Set(ready),
  told: new Set(told),
});

function expectSame(knowledge: Knowledge, model: Model): void {
  for (let i = 0; i <= 40; i++) {
    expect(knowledge.bestOf(i)).toBe(model.best.get(i) ?? -1);
    expect(knowledge.isReady(i)).toBe(model.ready.has(i));
  }
  const statuses: string[] = [];
  const told: string[] = [];
  for (let i = 0; i <= 40; i++) {
    for (let j = 0; j <= 40; j++) {
      const status = knowledge.status(i, j);
      if (status > 0) statuses.push(`${i} ${j} ${status}`);
      if (knowledge.isTold(i, j)) told.push(`${i} ${j}`);
    }
  }
  const wanted = [...model.status].filter(([, status]) => status > 0);
  expect(statuses.sort()).toEqual(wanted.map(([key, status]) => `${key} ${status}`).sort());
  expect(told.sort()).toEqual([...model.told].sort());
}

test('columns hold what plain maps would, and copies go their own ways', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      let knowledge = new Knowledge();
      let model: Model = { status: new Map(), best: new Map(), ready: new Set(), told: new Set() };
      const left: [Knowledge, Model][] = [];
      for (const action of steps) {
        if (action.do === 'status') {
          knowledge.setStatus(action.node, action.block, action.value);
          model.status.set(`${action.node} ${action.block}`, action.value);
        } else if (action.do === 'best') {
          knowledge.setBest(action.direction, { id: action.block } as BlockRef);
          model.best.set(action.direction, action.block);
        } else if (action.do === 'ready') {
          knowledge.setReady(action.direction);
          model.ready.add(action.direction);
        } else if (action.do === 'told') {
          knowledge.setTold(action.direction, action.tx);
          model.told.add(`${action.direction} ${action.tx}`);
        } else if (action.do === 'forget') {
          knowledge.forgetTold(action.direction, action.tx);
          model.told.delete(`${action.direction} ${action.tx}`);
        } else {
          // As with a keyframe: sometimes the original goes on, sometimes the copy does.
          const copy = new Knowledge(knowledge);
          left.push([action.keepOld ? copy : knowledge, copyOf(model)]);
          if (!action.keepOld) knowledge = copy;
          model = copyOf(model);
        }
      }
      expectSame(knowledge, model);
      for (const [kept, itsModel] of left.slice(0, 3)) expectSame(kept, itsModel);
    }),
    { numRuns: 60 },
  );
});
