import type { StageView, Studio } from '#app/studio-state';
import { useActions } from '../actions/action-state.ts';
import { openMiningBench } from '../lab/open-mining-bench.ts';
import { type Panel, useShell } from '../shell/shell-state.ts';
import { showStage } from '../shell/show-stage.ts';

/** Something the keyboard and the command palette can do; its name is the text `help:command.<id>`. */
export interface Command {
  readonly id: CommandId;
  readonly group: 'time' | 'look' | 'act' | 'page';
  /** `KeyboardEvent.key` values, lower case, with `ctrl+`, `shift+` before; the first is the one that is shown. */
  readonly keys: readonly string[];
  /** Hidden from the palette: it needs a key to make sense, or has a better place. */
  readonly keyOnly?: boolean;
  readonly run: (studio: Studio) => void;
}

export type CommandId =
  | 'play'
  | 'eventOn'
  | 'eventBack'
  | 'eventsOn'
  | 'eventsBack'
  | 'blockOn'
  | 'blockBack'
  | 'interestingOn'
  | 'interestingBack'
  | 'faster'
  | 'slower'
  | 'restart'
  | 'bookmark'
  | 'swap'
  | 'tree'
  | 'coins'
  | 'mempool'
  | 'spacetime'
  | 'charts'
  | 'experiments'
  | 'repeatHere'
  | 'packets'
  | 'viewAsNext'
  | 'viewAsPrevious'
  | 'godView'
  | 'bench'
  | 'hash'
  | 'mine'
  | 'pay'
  | 'cut'
  | 'remove'
  | 'attack'
  | 'collide'
  | 'partition'
  | 'heal'
  | 'addNode'
  | 'undo'
  | 'redo'
  | 'focus'
  | 'presenter'
  | 'filter'
  | 'palette'
  | 'help'
  | 'language'
  | 'theme'
  | 'share'
  | 'seed'
  | 'save';

const shell = () => useShell.getState();
const actions = () => useActions.getState();

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [
  { id: 'play', group: 'time', keys: [' '], run: ({ verbs }) => verbs.togglePlay() },
  { id: 'eventOn', group: 'time', keys: ['arrowright'], run: ({ verbs }) => verbs.stepEvent(1) },
  { id: 'eventBack', group: 'time', keys: ['arrowleft'], run: ({ verbs }) => verbs.stepEvent(-1) },
  { id: 'eventsOn', group: 'time', keys: ['shift+arrowright'], run: ({ verbs }) => verbs.stepEvent(10) },
  { id: 'eventsBack', group: 'time', keys: ['shift+arrowleft'], run: ({ verbs }) => verbs.stepEvent(-10) },
  { id: 'blockOn', group: 'time', keys: ['ctrl+arrowright'], run: ({ verbs }) => verbs.stepBlock(1) },
  { id: 'blockBack', group: 'time', keys: ['ctrl+arrowleft'], run: ({ verbs }) => verbs.stepBlock(-1) },
  { id: 'interestingOn', group: 'time', keys: ['n'], run: ({ verbs }) => verbs.stepInteresting(1) },
  { id: 'interestingBack', group: 'time', keys: ['shift+n'], run: ({ verbs }) => verbs.stepInteresting(-1) },
  { id: 'faster', group: 'time', keys: ['arrowup'], run: ({ verbs }) => verbs.changeSpeed(1) },
  { id: 'slower', group: 'time', keys: ['arrowdown'], run: ({ verbs }) => verbs.changeSpeed(-1) },
  { id: 'restart', group: 'time', keys: ['r'], run: ({ verbs }) => verbs.restart() },
  { id: 'bookmark', group: 'time', keys: ['b'], run: ({ verbs }) => verbs.bookmark() },
  { id: 'swap', group: 'time', keys: ['v'], run: ({ verbs }) => verbs.swapTimelines() },

  { id: 'tree', group: 'look', keys: ['1'], run: show('tree') },
  { id: 'coins', group: 'look', keys: ['2'], run: show('coins') },
  { id: 'mempool', group: 'look', keys: ['3'], run: show('mempool') },
  { id: 'spacetime', group: 'look', keys: ['4'], run: show('spacetime') },
  { id: 'charts', group: 'look', keys: ['5'], run: show('charts') },
  { id: 'experiments', group: 'look', keys: ['6'], run: show('experiments') },
  { id: 'repeatHere', group: 'look', keys: [], run: (studio) => void repeatHere(studio) },
  {
    id: 'packets',
    group: 'look',
    keys: [],
    run: (studio) => {
      studio.verbs.setPacketsOpen(!studio.getState().packetsOpen);
      shell().setTab('packets');
    },
  },
  { id: 'viewAsNext', group: 'look', keys: [']'], run: (studio) => viewAsNeighbour(studio, 1) },
  { id: 'viewAsPrevious', group: 'look', keys: ['['], run: (studio) => viewAsNeighbour(studio, -1) },
  {
    id: 'godView',
    group: 'look',
    keys: ['g'],
    run: (studio) => studio.verbs.setGodView(!studio.getState().godView),
  },
  { id: 'bench', group: 'look', keys: ['h'], run: openMiningBench },
  { id: 'hash', group: 'look', keys: [], run: showHeaderBytes },

  { id: 'mine', group: 'act', keys: ['m'], run: mineNow },
  {
    id: 'pay',
    group: 'act',
    keys: ['t'],
    run: (studio) => actions().openForm({ type: 'pay', from: selectedNode(studio), to: -1 }),
  },
  { id: 'cut', group: 'act', keys: ['x'], run: cutSelected },
  { id: 'remove', group: 'act', keys: ['delete', 'backspace'], keyOnly: true, run: removeSelected },
  {
    id: 'attack',
    group: 'act',
    keys: ['o'],
    run: () => {
      shell().setMode('attack');
      shell().setTab('inspector');
    },
  },
  {
    id: 'collide',
    group: 'act',
    keys: [],
    run: (studio) => actions().openForm({ type: 'collide', first: selectedNode(studio) }),
  },
  { id: 'partition', group: 'act', keys: [], run: () => actions().openForm({ type: 'partition' }) },
  { id: 'heal', group: 'act', keys: [], run: ({ verbs }) => void verbs.act({ type: 'heal' }) },
  { id: 'addNode', group: 'act', keys: [], run: () => actions().openForm({ type: 'add-node' }) },
  { id: 'undo', group: 'act', keys: ['ctrl+z'], run: ({ verbs }) => void verbs.undo() },
  { id: 'redo', group: 'act', keys: ['ctrl+y', 'ctrl+shift+z'], run: ({ verbs }) => void verbs.redo() },

  { id: 'focus', group: 'page', keys: ['f'], keyOnly: true, run: () => shell().toggleFocused(panelInUse()) },
  {
    id: 'presenter',
    group: 'page',
    keys: ['p'],
    run: (studio) => studio.verbs.setPresenter(!studio.getState().presenter),
  },
  { id: 'filter', group: 'page', keys: ['/'], run: focusFilter },
  {
    id: 'palette',
    group: 'page',
    keys: ['ctrl+k'],
    keyOnly: true,
    run: () => shell().setPaletteOpen(!shell().paletteOpen),
  },
  { id: 'help', group: 'page', keys: ['?'], run: () => shell().setHelpOpen(!shell().helpOpen) },
  {
    id: 'language',
    group: 'page',
    keys: [],
    run: (studio) => studio.verbs.setLanguage(studio.getState().language === 'en' ? 'zh-CN' : 'en'),
  },
  {
    id: 'theme',
    group: 'page',
    keys: [],
    run: ({ verbs }) => verbs.setTheme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'),
  },
  { id: 'share', group: 'page', keys: [], run: () => shell().setLinkOpen(true) },
  { id: 'seed', group: 'page', keys: [], run: () => shell().setSeedOpen(true) },
  { id: 'save', group: 'page', keys: [], run: ({ verbs }) => void verbs.saveFile() },
];

function show(view: StageView): (studio: Studio) => void {
  return (studio) => showStage(studio, view);
}

/** Loaded when wanted: the experiments are no part of the first page. */
async function repeatHere(studio: Studio): Promise<void> {
  const { openRepeat } = await import('../experiments/open-repeat.ts');
  openRepeat(studio);
}

function selectedNode(studio: Studio): number {
  const { selection, viewAs } = studio.getState();
  return selection.kind === 'node' ? selection.node : viewAs;
}

/** The selected miner, or the strongest one that is on. */
function mineNow(studio: Studio): void {
  const scene = studio.scene();
  const selected = selectedNode(studio);
  let miner = (scene.nodeHashRate[selected] ?? 0) > 0 ? selected : -1;
  if (miner < 0) {
    for (const { index } of scene.nodes) {
      if (scene.nodeOnline[index] !== 1) continue;
      if ((scene.nodeHashRate[index] ?? 0) > (miner < 0 ? 0 : scene.nodeHashRate[miner]!)) miner = index;
    }
  }
  const name = scene.nodes[miner]?.name;
  if (name !== undefined) void studio.verbs.act({ type: 'mine-now', node: name });
}

/** The selected link is cut, the selected peer stopped; nothing else can be taken out of the picture. */
function removeSelected(studio: Studio): void {
  const { selection } = studio.getState();
  const scene = studio.scene();
  if (selection.kind === 'link' && scene.linkUp[selection.link] === 1) cutSelected(studio);
  if (selection.kind !== 'node' || scene.nodeOnline[selection.node] !== 1) return;
  const name = scene.nodes[selection.node]?.name;
  if (name !== undefined) void studio.verbs.act({ type: 'stop-node', node: name });
}

function cutSelected(studio: Studio): void {
  const { selection } = studio.getState();
  const scene = studio.scene();
  const link = selection.kind === 'link' ? scene.links[selection.link] : undefined;
  const a = link && scene.nodes[link.a]?.name;
  const b = link && scene.nodes[link.b]?.name;
  if (a !== undefined && b !== undefined) void studio.verbs.act({ type: 'cut', a, b });
  else actions().openForm({ type: 'partition' });
}

/** Everyone, then each node in turn. */
function viewAsNeighbour(studio: Studio, direction: 1 | -1): void {
  const scene = studio.scene();
  const choices = [
    -1,
    ...scene.nodes.filter((node) => scene.nodeBorn[node.index] === 1).map((node) => node.index),
  ];
  const now = choices.indexOf(studio.getState().viewAs);
  studio.verbs.setViewAs(choices[(now + direction + choices.length) % choices.length] ?? -1);
}

/** The 80 bytes whose hash is the proof of work: of the selected block, or of the tip that most nodes follow. */
function showHeaderBytes(studio: Studio): void {
  const { selection, viewAs, playhead } = studio.getState();
  const block = selection.kind === 'block' ? selection.block : studio.history().tipAt(viewAs, playhead.index);
  if (block < 0) return;
  studio.verbs.select({ kind: 'block', block });
  studio.verbs.setInspectorTab('bytes');
  shell().setMode('explore');
  shell().setTab('inspector');
}

function focusFilter(studio: Studio): void {
  studio.verbs.setPacketsOpen(true);
  shell().setTab('packets');
  // The panel may have to be loaded first.
  let triesLeft = 20;
  const focus = () => {
    const field = document.querySelector<HTMLInputElement>('[data-panel="packets"] input');
    if (field !== null) field.focus();
    else if (triesLeft-- > 0) setTimeout(focus, 50);
  };
  focus();
}

/** The panel that has the focus; the pictures first when none has. */
function panelInUse(): Panel {
  const focused = shell().focused;
  if (focused !== undefined) return focused;
  const panel = document.activeElement?.closest('[data-panel]')?.getAttribute('data-panel');
  return panel === 'stage' || panel === 'inspector' || panel === 'packets' ? panel : 'network';
}
