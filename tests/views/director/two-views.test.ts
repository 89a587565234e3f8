import { describe, expect, test } from 'vitest';
import { attackOutcome } from '#app/attack-outcome';
import { AttackPhase, LogKind } from '#simulation/log';
import { attackStateOf } from '../../../src/views/attack/attack-state.ts';
import { castOf, merchantViewOf, paymentOf, realViewOf } from '../../../src/views/director/two-views.ts';
import { play, second, stage } from './staged.ts';

const published = 200 * second;
const staged = stage(
  [
    play(20 * second, 'pay'),
    play(20 * second, 'secret'),
    play(published - 1, 'ship'),
    play(published, 'publish'),
  ],
  260 * second,
);
const { history } = staged;
const cast = castOf(history, staged.at(0).scene);
const merchantAt = (time: number) => {
  const { scene, row } = staged.at(time);
  return merchantViewOf(history, scene, cast, 1, row);
};
const realAt = (time: number) => {
  const { scene, row } = staged.at(time);
  return realViewOf(history, scene, cast, row);
};

describe('what the merchant sees beside what is really happening', () => {
  test('the cast is found by role', () => {
    expect(cast).toEqual({ attacker: 2, attackers: [2], merchant: 1 });
  });

  test('before the payment there is nothing to see on either side', () => {
    expect(merchantAt(10 * second)).toMatchObject({ payment: -1, confirmations: 0, satisfied: false });
    expect(realAt(10 * second)).toMatchObject({ withheld: 0, conflict: -1, conflictKnownBy: 0, online: 3 });
  });

  test('the payment waits at the merchant while only its signer knows of the rival', () => {
    const early = 21 * second;
    expect(merchantAt(early)).toMatchObject({ confirmations: 0, satisfied: false, shipped: false, peers: 2 });
    expect(merchantAt(early).status.state).toBe('pending');
    expect(realAt(early).conflict).toBeGreaterThanOrEqual(0);
    expect(realAt(early).conflictKnownBy).toBe(1);
    expect(realAt(early)).toMatchObject({ paymentHeldBy: [0, 1, 2], conflictHeldBy: [] });
  });

  test('the merchant counts confirmations while blocks lie behind the curtain', () => {
    const late = published - second;
    expect(merchantAt(late).status.state).toBe('confirmed');
    expect(merchantAt(late)).toMatchObject({ satisfied: true, shipped: true });
    const real = realAt(late);
    expect(real.withheld).toBeGreaterThan(0);
    expect(real.secretBlocks).toBe(real.withheld);
    expect(real.conflictKnownBy).toBe(1);
    expect(real.workLead > 0).toBe(real.secretBlocks > real.publicBlocks);
  });

  test('the panel of the attack counts the lead as the stage does, in sight of the merchant or not', () => {
    for (let time = 25 * second; time < published; time += 5 * second) {
      const { scene, row } = staged.at(time);
      const state = attackStateOf(history, scene, cast.attacker, row)!;
      expect(state.secretBlocks - state.publicBlocks, String(time)).toBe(
        realAt(time).secretBlocks - realAt(time).publicBlocks,
      );
      expect(state.lead).toBe(realAt(time).workLead);
    }
  });

  test('after the longer branch is shown the payment is gone, and everybody knows why', () => {
    expect(realAt(published - second).secretBlocks).toBeGreaterThan(realAt(published - second).publicBlocks);
    const after = published + 5 * second;
    expect(merchantAt(after).status.state).toBe('conflicted');
    expect(realAt(after)).toMatchObject({ withheld: 0, conflictKnownBy: 3 });
    expect(realAt(after)).toMatchObject({ paymentHeldBy: [], conflictHeldBy: [0, 1, 2] });
    expect(realAt(after).camps).toEqual([{ tip: realAt(after).publicTip, nodes: 3 }]);
  });

  test('says “ahead” exactly when showing the branch at that very moment takes the payment back', () => {
    const farAway = ['Ann', 'Bob', 'Cid', 'Dan'];
    const paidAndSecret = [play(20 * second, 'pay'), play(20 * second, 'secret')];
    const counted = { ahead: 0, level: 0, behind: 0 };
    for (let seed = 1; seed <= 16; seed++) {
      const waiting = stage(paidAndSecret, 100 * second, { seed, share: 60, farAway });
      const content = waiting.history
        .milestones(0, Number.POSITIVE_INFINITY)
        .find(({ kind, x }) => kind === LogKind.attack && x === AttackPhase.merchantSatisfied);
      if (content === undefined) continue;
      // Most nodes have not heard yet of the block that made the merchant content.
      const { scene, row } = waiting.at(content.time);
      const { secretBlocks, publicBlocks } = realViewOf(waiting.history, scene, cast, row);
      const lead = Math.sign(secretBlocks - publicBlocks);
      const after = content.time + 0.2 * second;
      const shown = stage(
        [...paidAndSecret, play(content.time, 'ship'), play(content.time, 'publish')],
        after,
        {
          seed,
          share: 60,
          farAway,
        },
      );
      const now = shown.at(after);
      const { status } = merchantViewOf(shown.history, now.scene, cast, 1, now.row);
      expect({ seed, ahead: lead > 0 }).toEqual({ seed, ahead: status.state === 'conflicted' });
      counted[lead > 0 ? 'ahead' : lead < 0 ? 'behind' : 'level']++;
    }
    expect(Math.min(counted.ahead, counted.level)).toBeGreaterThan(1);
  });

  test('counts blocks by the chain that the outcome is judged by, at every moment of the publication', () => {
    for (let time = published - second; time < published + second; time += 20_000) {
      const { tip } = attackOutcome(history, time);
      let own = 0;
      let all = 0;
      for (let block = tip; history.blocks[block]!.miner >= 0; block = history.blocks[block]!.parent) {
        all++;
        if (history.blocks[block]!.miner === cast.attacker) own++;
      }
      expect(realAt(time)).toMatchObject({ chainBlocks: all, attackerBlocks: own });
    }
  });

  test('stepping back shows the same as the first time', () => {
    const before = realAt(100 * second);
    realAt(250 * second);
    expect(realAt(100 * second)).toEqual(before);
  });

  test('random traffic between the same two is no payment under attack', () => {
    const busy = stage([play(20 * second, 'pay')], 120 * second, { trafficMeanWaitMicros: 300_000 });
    const between = busy.history
      .milestones(0, Number.POSITIVE_INFINITY)
      .filter(({ kind, a, b }) => kind === LogKind.payment && a === cast.attacker && b === cast.merchant);
    const ordered = between.find(({ time }) => time === 20 * second);
    expect(between.at(-1)?.time).toBeGreaterThan(20 * second);
    expect(paymentOf(busy.history, cast, busy.at(120 * second).row)).toBe(ordered?.object);
  });
});
