import * as Comlink from 'comlink';
import { bestSearch } from '#mining/best-search';
import { createHashService } from './hash-service.ts';
import { createMessagePause } from './message-pause.ts';

/* Searches headers for whoever holds the other end of a port. Every message to this worker is such a port: the page
 * hands one to the simulation worker, one to a bench, and all are served side by side. */

const search = bestSearch();
const pause = createMessagePause();

addEventListener('message', ({ data }: MessageEvent<MessagePort>) => {
  Comlink.expose(createHashService(search, pause), data);
});
