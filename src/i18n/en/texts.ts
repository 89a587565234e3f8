import { actions } from './actions.ts';
import { bench } from './bench.ts';
import { breakIt } from './break-it.ts';
import { charts } from './charts.ts';
import { coins } from './coins.ts';
import { director } from './director.ts';
import { editor } from './editor.ts';
import { errors } from './errors.ts';
import { experiments } from './experiments.ts';
import { glass } from './glass.ts';
import { help } from './help.ts';
import { inspector } from './inspector.ts';
import { locks } from './locks.ts';
import { mempool } from './mempool.ts';
import { network } from './network.ts';
import { notices } from './notices.ts';
import { packets } from './packets.ts';
import { realData } from './real-data.ts';
import { reasons } from './reasons.ts';
import { reorg } from './reorg.ts';
import { shell } from './shell.ts';
import { spacetime } from './spacetime.ts';
import { timeline } from './timeline.ts';
import { tree } from './tree.ts';

/** Every English text, a namespace per file; its keys are the keys of every other language. */
export const texts = {
  actions,
  bench,
  breakIt,
  charts,
  coins,
  director,
  editor,
  errors,
  experiments,
  glass,
  help,
  inspector,
  locks,
  mempool,
  network,
  notices,
  packets,
  realData,
  reasons,
  reorg,
  shell,
  spacetime,
  timeline,
  tree,
} as const;
