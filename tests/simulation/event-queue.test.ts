import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventQueue } from '#simulation/schedule/event-queue';

interface Item {
  readonly time: number;
  readonly kind: number;
  readonly tie: number;
}

const order = (a: Item, b: Item): number => a.time - b.time || a.kind - b.kind || a.tie - b.tie;
/** Times from microseconds to minutes, so that buckets, wheel and far heap are all used. */
const delay = fc.oneof(
  fc.integer({ min: 0, max: 600 }),
  fc.integer({ min: 0, max: 5_000_000 }),
  fc.integer({ min: 0, max: 90_000_000 }),
);
const step = fc.oneof(
  // Often enough that the queue grows beyond what a heap alone serves.
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('push' as const),
      delay,
      kind: fc.integer({ min: 0, max: 5 }),
      tie: fc.nat(),
    }),
  },
  fc.record({ do: fc.constant('pop' as const) }),
  fc.record({ do: fc.constant('peek' as const) }),
  fc.record({ do: fc.constant('copy' as const) }),
  fc.record({ do: fc.constant('between' as const), part: fc.double({ min: 0, max: 1, noNaN: true }), delay }),
);

describe('EventQueue', () => {
  test('gives what a sorted list would, whatever the order of insertion', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 240, size: 'max' }), (steps) => {
        let queue = new EventQueue();
        let model: Item[] = [];
        let unique = 0;
        const push = (time: number, kind: number, tie: number): void => {
          const item = { time, kind, tie: tie * 1000 + unique++ };
          queue.push(item.time, item.kind, item.tie, 1, 2, 3, unique);
          model = [...model, item].sort(order);
        };
        for (const action of steps) {
          if (action.do === 'push') push(queue.now + action.delay, action.kind, action.tie);
          else if (action.do === 'copy') queue = queue.copy();
          else if (action.do === 'peek')
            expect(queue.peekTime()).toBe(model[0]?.time ?? Number.POSITIVE_INFINITY);
          else if (action.do === 'between') {
            // Something outside the queue happens before its next event, and schedules more.
            const next = queue.peekTime();
            if (!Number.isFinite(next)) continue;
            queue.now = Math.floor(queue.now + (next - queue.now) * action.part);
            push(queue.now + action.delay, 1, 0);
          } else if (model.length > 0) {
            const event = queue.pop();
            expect([event.time, event.kind, event.tie]).toEqual([
              model[0]!.time,
              model[0]!.kind,
              model[0]!.tie,
            ]);
            model = model.slice(1);
          }
          expect(queue.size).toBe(model.length);
        }
        while (model.length > 0) {
          expect(queue.pop().tie).toBe(model[0]!.tie);
          model = model.slice(1);
        }
        expect(queue.peekTime()).toBe(Number.POSITIVE_INFINITY);
      }),
      { numRuns: 200 },
    );
  });

  test('a copy goes its own way', () => {
    const queue = new EventQueue();
    queue.push(10, 1, 1, 0, 0, 0, 7);
    const copy = queue.copy();
    queue.pop();
    copy.push(5, 1, 2, 0, 0, 0, 8);
    expect(copy.pop().payload).toBe(8);
    expect(copy.pop().payload).toBe(7);
    expect(queue.size).toBe(0);
  });
});
