import * as Comlink from 'comlink';
import { bestSearch } from '#mining/best-search';
import { createHashService } from './hash-service.ts';
import { createMessagePause } from './message-pause.ts';

/* Searches headers for the page that started this worker, and for whoever holds the other end of a port: a message that
 * is a port gets a service of its own. The page hands one to the simulation worker and asks for its bench directly, since
 * a port that has moved goes through another process in some browsers: a millisecond each way. */

const search = bestSearch();
const pause = createMessagePause();

Comlink.expose(createHashService(search, pause));
addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (data instanceof MessagePort) Comlink.expose(createHashService(search, pause), data);
});
