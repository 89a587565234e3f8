import type { History } from '#app/history';
import { AttackPhase, LogKind } from '#simulation/log';
import type { Say } from '../use-text.ts';
import type { LaneItem } from './lane-items.ts';

/** One or two words for an action's dot in the lanes; the whole sentence is in its hover. */
export function actionWord(item: LaneItem, history: History, t: Say<'timeline'>): string {
  const { event } = item;
  if (event === undefined) return '';
  if (event.kind === LogKind.published) return t('word.publish');
  if (event.kind === LogKind.attack) return t(attackWords[event.x] ?? 'word.attack');
  const action = history.actions[event.object]?.action;
  if (action === undefined) return '';
  return t(words[action.type] ?? 'word.action');
}

const words: Readonly<Record<string, Word>> = {
  pay: 'word.pay',
  conflict: 'word.conflict',
  'set-hash-rate': 'word.hashRate',
  'set-role': 'word.role',
  'mine-now': 'word.mine',
  collide: 'word.collide',
  connect: 'word.connect',
  cut: 'word.cut',
  partition: 'word.partition',
  heal: 'word.heal',
  'add-node': 'word.add',
  'stop-node': 'word.stop',
  'start-node': 'word.start',
  traffic: 'word.traffic',
  'mine-secretly': 'word.secret',
  publish: 'word.publish',
  'double-spend': 'word.attack',
  race: 'word.race',
  finney: 'word.attack',
  flood: 'word.flood',
  steal: 'word.steal',
  'forge-block': 'word.forge',
  'play-on': 'word.playOn',
  strategy: 'word.strategy',
  tamper: 'word.tamper',
  beat: 'word.beat',
};

const attackWords: Readonly<Record<number, Word>> = {
  [AttackPhase.paid]: 'word.paid',
  [AttackPhase.secretStarted]: 'word.secret',
  [AttackPhase.merchantSatisfied]: 'word.delivered',
  [AttackPhase.published]: 'word.publish',
  [AttackPhase.succeeded]: 'word.succeeded',
  [AttackPhase.gaveUp]: 'word.gaveUp',
  [AttackPhase.rivalSent]: 'word.rival',
  [AttackPhase.keptGoods]: 'word.keptGoods',
};

type Word = Extract<Parameters<Say<'timeline'>>[0], `word.${string}`>;
