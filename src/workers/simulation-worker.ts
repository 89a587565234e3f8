import * as Comlink from 'comlink';
import { connectHashers } from './connect-hashers.ts';
import { SimulationService } from './simulation-service.ts';

/** The simulation behind Comlink: a thin shell around `SimulationService`. */
Comlink.expose(new SimulationService({ clock: () => performance.now(), connect: connectHashers }));
