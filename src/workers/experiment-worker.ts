import * as Comlink from 'comlink';
import type { ExperimentService } from './experiment-service.ts';

/* Tries what it is asked, one chunk after the other, until it is ended. */

const service: ExperimentService = {
  open() {},
  run() {
    throw new Error('no experiment can be tried yet');
  },
};

Comlink.expose(service);
