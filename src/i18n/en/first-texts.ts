import { actions } from './actions.ts';
import { charts } from './charts.ts';
import { coins } from './coins.ts';
import { errors } from './errors.ts';
import { help } from './help.ts';
import { inspector } from './inspector.ts';
import { mempool } from './mempool.ts';
import { network } from './network.ts';
import { notices } from './notices.ts';
import { packets } from './packets.ts';
import { reorg } from './reorg.ts';
import { shell } from './shell.ts';
import { spacetime } from './spacetime.ts';
import { timeline } from './timeline.ts';
import { tree } from './tree.ts';

/** The texts that the page needs before anything is opened; all others come when their view does. */
export const texts = {
  actions,
  charts,
  coins,
  errors,
  help,
  inspector,
  mempool,
  network,
  notices,
  packets,
  reorg,
  shell,
  spacetime,
  timeline,
  tree,
} as const;
