import { describe, expect, test } from 'vitest';
import { createHistory } from '#app/create-history';
import { LogKind } from '#simulation/log';
import { roles } from '#simulation/records';
import { Story } from './story-log.ts';
import { answers, syntheticLog } from './synthetic-log.ts';

function tell(story: Story) {
  const history = createHistory();
  history.append(story.answer());
  return history;
}

describe('a fork', () => {
  //  g -> a1 -> a2
  //   \-> b1
  const story = new Story(3)
    .at(10)
    .block('a1', 'g')
    .follows(0, 'a1')
    .at(11)
    .block('b1', 'g')
    .follows(1, 'b1')
    .at(12)
    .follows(2, 'a1')
    .at(20)
    .block('a2', 'a1')
    .follows(0, 'a2')
    .follows(2, 'a2')
    .at(21)
    .follows(1, 'a2', 1);

  test('lasts from the first disagreement until all agree again', () => {
    const history = tell(story);
    const [fork, ...more] = history.forks;
    expect(more).toEqual([]);
    expect(fork).toMatchObject({ forkPoint: story.id('g'), from: 11, to: 21 });
    expect(fork?.branches).toEqual([story.id('b1'), story.id('a2')]);
  });

  test('is still open while somebody disagrees', () => {
    const history = tell(story);
    history.truncate(story.rows.length - 2);
    expect(history.forks[0]).toMatchObject({ from: 11, to: Number.POSITIVE_INFINITY });
    expect(history.forks[0]?.branches).toEqual([story.id('b1'), story.id('a2')]);
  });

  test('is none while a node merely lags behind, or is switched off', () => {
    const lagging = new Story(2)
      .at(10)
      .block('a1', 'g')
      .follows(0, 'a1')
      .at(20)
      .block('a2', 'a1')
      .follows(0, 'a2');
    expect(tell(lagging).forks).toEqual([]);
    const away = new Story(2)
      .at(5)
      .row(LogKind.nodeDown, 1, -1, -1, 0)
      .at(10)
      .block('a1', 'g')
      .follows(0, 'a1')
      .at(11)
      .block('b1', 'g')
      .follows(1, 'b1');
    expect(tell(away).forks).toEqual([]);
    away.at(30).row(LogKind.nodeUp, 1, -1, -1, 0);
    expect(tell(away).forks).toMatchObject([{ from: 30, to: Number.POSITIVE_INFINITY }]);
  });

  test('leaves the majority where most online nodes are', () => {
    const history = tell(story);
    const rowsThrough = (time: number) => history.rowsThrough(time);
    expect(history.tipAt(-1, rowsThrough(9))).toBe(story.id('g'));
    expect(history.tipAt(-1, rowsThrough(12))).toBe(story.id('a1'));
    expect(history.tipAt(1, rowsThrough(12))).toBe(story.id('b1'));
    expect(history.tipAt(-1, rowsThrough(21))).toBe(story.id('a2'));
  });
});

describe('a reorganisation', () => {
  //  g -> a1 (pay, twice, child) -> a2 (late, orphaned)
  //   \-> b1 (pay) -> b2 (rival) -> b3
  const story = new Story(2)
    .tx('pay')
    .tx('twice')
    .tx('child', 'twice')
    .tx('late')
    .tx('lost', 'coinbase of g')
    .tx('rival');
  story.transactions[story.id('pay')] = withCoin(story, 'pay', 'p');
  story.transactions[story.id('twice')] = withCoin(story, 'twice', 'c');
  story.transactions[story.id('rival')] = withCoin(story, 'rival', 'c');
  story.transactions[story.id('late')] = withCoin(story, 'late', 'l');
  story.transactions[story.id('lost')] = withCoin(story, 'lost', 'x');
  story
    .at(10)
    .block('a1', 'g', ['pay', 'twice', 'child'])
    .follows(0, 'a1')
    .at(20)
    .block('a2', 'a1', ['late', 'lost'], 2)
    .follows(0, 'a2')
    .at(20)
    .block('b1', 'g', ['pay'])
    .follows(1, 'b1')
    .at(30)
    .block('b2', 'b1', ['rival'], 2)
    .follows(1, 'b2')
    .at(40)
    .block('b3', 'b2', [], 3)
    .follows(1, 'b3')
    .at(41)
    .follows(0, 'b3', 2, ['late']);
  const history = tell(story);
  const [reorg] = history.reorganisations;

  test('says what went out and what came in, by work', () => {
    expect(history.reorganisations.length).toBe(1);
    expect(reorg).toMatchObject({ node: 0, time: 41, forkPoint: story.id('g'), workBefore: 4, workAfter: 7 });
    expect(reorg?.disconnected).toEqual([story.id('a2'), story.id('a1')]);
    expect(reorg?.connected).toEqual([story.id('b1'), story.id('b2'), story.id('b3')]);
  });

  test('says what became of every transaction', () => {
    const fate = (name: string) => reorg?.fates.find(({ tx }) => tx === story.id(name));
    expect(fate('pay')).toMatchObject({ fate: 're-mined', block: story.id('b1'), conflict: -1 });
    expect(fate('twice')).toMatchObject({ fate: 'conflicted', block: -1, conflict: story.id('rival') });
    expect(fate('child')).toMatchObject({ fate: 'conflicted', conflict: story.id('rival') });
    expect(fate('late')).toMatchObject({ fate: 'back-in-mempool' });
    expect(fate('lost')).toMatchObject({ fate: 'vanished' });
    expect(fate('coinbase of a1')).toMatchObject({ fate: 'vanished' });
    expect(reorg?.fates.length).toBe(7);
  });

  test('moves confirmations and spent coins with the tip one asks about', () => {
    const [pay, twice, rival] = [story.id('pay'), story.id('twice'), story.id('rival')];
    expect(history.confirmedIn(pay, story.id('a2'))).toBe(story.id('a1'));
    expect(history.confirmedIn(pay, story.id('b3'))).toBe(story.id('b1'));
    expect(history.confirmedIn(twice, story.id('b3'))).toBe(-1);
    expect(history.spentBy('c', 0, story.id('a2'))).toBe(twice);
    expect(history.spentBy('c', 0, story.id('b1'))).toBe(-1);
    expect(history.spentBy('c', 0, story.id('b3'))).toBe(rival);
    expect(history.spentBy('twice', 0, story.id('a1'))).toBe(story.id('child'));
    expect(history.originsOf(story.id('child'))).toEqual([twice]);
    expect(history.blockByHash('b2')).toBe(story.id('b2'));
    expect(history.txByTxid('rival')).toBe(rival);
    expect(history.txByTxid('nobody')).toBe(-1);
  });

  test('is told once as interesting, however many nodes make it', () => {
    expect(history.interesting.filter((time) => time === 41)).toEqual([41]);
    const again = createHistory();
    const crowd = new Story(4).at(10).block('a1', 'g').follows(0, 'a1').follows(2, 'a1').follows(3, 'a1');
    crowd.at(11).block('b1', 'g').follows(1, 'b1').at(20).block('b2', 'b1').follows(1, 'b2');
    crowd.at(21).follows(0, 'b2', 1).at(22).follows(2, 'b2', 1).at(23).follows(3, 'b2', 1);
    again.append(crowd.answer());
    expect(again.interesting).toEqual([10, 11, 20, 21]);
    expect(again.reorganisations.length).toBe(3);
  });
});

describe('refused payments', () => {
  test('are one piece of news when they come together, and new news later', () => {
    const second = 1e6;
    const story = new Story(2).tx('p').tx('q').tx('r');
    const refuse = (name: string, node: number) => story.row(LogKind.txRejected, node, -1, story.id(name), 0);
    story.at(10 * second);
    refuse('p', 0);
    story.at(11 * second);
    refuse('p', 1);
    refuse('q', 0);
    story.at(20 * second);
    refuse('q', 1);
    refuse('r', 0);
    const history = tell(story);
    expect(history.interesting).toEqual([10 * second, 20 * second]);
    history.truncate(story.rows.length - 1);
    expect(history.interesting).toEqual([10 * second]);
  });
});

function withCoin(story: Story, name: string, coin: string) {
  const tx = story.transactions[story.id(name)];
  if (tx === undefined) throw new Error(`no ${name}`);
  return { ...tx, inputs: [{ txid: coin, vout: 0, source: -1, value: '', owner: -1 }] };
}

describe('withheld blocks', () => {
  test('are hidden from their find to the publication of their branch', async () => {
    const { createSceneReader } = await import('#app/scene-at');
    const story = new Story(2);
    story.at(5).row(LogKind.secret, 0, -1, story.id('g'), 1);
    story.at(10).block('s1', 'g').row(LogKind.withheld, 0, -1, story.id('s1'), 0);
    story.at(20).block('s2', 's1').row(LogKind.withheld, 0, -1, story.id('s2'), 0);
    story
      .at(30)
      .row(LogKind.published, 0, -1, story.id('s2'), 2)
      .row(LogKind.secret, 0, -1, story.id('g'), 0);
    story.follows(1, 's1').follows(1, 's2');
    const history = tell(story);
    const read = createSceneReader();
    const withheld = (time: number) =>
      Array.from(read(history, { time, index: history.rowsThrough(time) }).blockWithheld).slice(0, 3);
    expect(withheld(9)).toEqual([0, 0, 0]);
    expect(withheld(10)).toEqual([0, 1, 0]);
    expect(withheld(25)).toEqual([0, 1, 1]);
    expect(withheld(30)).toEqual([0, 0, 0]);
    history.truncate(history.rowsThrough(25));
    expect(withheld(25)).toEqual([0, 1, 1]);
    // Nobody watches a find that nobody sees; the publication is the scene.
    expect(tell(story).story.windows.map(({ start }) => start)).toEqual([0, 30]);
  });
});

describe('the role of a node', () => {
  test('is what it began as until it changes, whichever way one steps', async () => {
    const { createSceneReader } = await import('#app/scene-at');
    const story = new Story(2);
    story.at(10).row(LogKind.role, 1, -1, -1, roles.indexOf('merchant'));
    story.at(20).row(LogKind.role, 1, -1, -1, roles.indexOf('attacker'));
    const history = tell(story);
    const read = createSceneReader();
    const shown = (time: number) => read(history, { time, index: history.rowsThrough(time) }).nodeRole[1];
    const began = history.nodes[1]!.role;
    expect([9, 10, 20, 19, 9, 25].map(shown)).toEqual([
      began,
      'merchant',
      'attacker',
      'merchant',
      began,
      'attacker',
    ]);
    expect(read(history, { time: 25, index: history.rowsThrough(25) }).nodeRole[0]).toBe(
      history.nodes[0]!.role,
    );
    const other = history.clone();
    history.truncate(history.rowsThrough(15));
    expect(shown(25)).toBe('merchant');
    expect(read(other, { time: 25, index: other.rowsThrough(25) }).nodeRole[1]).toBe('attacker');
  });
});

describe('asking', () => {
  const log = syntheticLog({ seed: 21, nodes: 6, blocks: 8 });
  const history = createHistory();
  for (const answer of answers(log, 300)) history.append(answer);

  test('any row gives what the log says', () => {
    for (let row = 0; row < log.rows.length; row += 7) expect(history.row(row)).toEqual(log.rows[row]);
    expect(history.row(log.rows.length)).toBeUndefined();
    expect(history.rowBefore(0)).toBeUndefined();
    expect(history.rowFrom(log.rows.length)).toBeUndefined();
    expect(history.rowBefore(10)).toEqual(log.rows[9]);
  });

  test('milestones and sends come in order, within their bounds', () => {
    const [from, to] = [20e6, 90e6];
    const inside = log.rows.filter(({ time }) => time >= from && time <= to);
    expect(history.milestones(from, to)).toEqual(inside.filter(({ kind }) => kind > LogKind.lost));
    const sends = inside.filter(({ kind }) => kind === LogKind.send);
    expect(history.messages(from, to, 1e6)).toEqual(sends);
    expect(history.messages(from, to, 5)).toEqual(sends.slice(-5));
  });

  test('arrivals are the acceptances of a thing, oldest first', () => {
    for (const [kind, logKind] of [
      ['block', LogKind.blockAccepted],
      ['tx', LogKind.txAccepted],
    ] as const) {
      for (let object = 0; object < 12; object++) {
        const expected = log.rows
          .filter((row) => row.kind === logKind && row.object === object)
          .map(({ a: node, time }) => ({ node, time }));
        expect(history.arrivals(kind, object)).toEqual(expected);
      }
    }
  });

  test('every row index counts the rows up to its time', () => {
    for (const time of [0, 1e6, 33.3e6, 1e12]) {
      expect(history.rowsThrough(time)).toBe(log.rows.filter((row) => row.time <= time).length);
    }
  });
});
