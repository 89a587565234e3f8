import * as Comlink from 'comlink';
import type { BenchService } from './bench-service.ts';
import { createContender } from './contenders.ts';
import { createGpuSearch } from './gpu-search.ts';
import { measureContender } from './measure-contender.ts';

/* Compares the ways to compute proof of work, one after the other, and gives the page a graphics processor. */

const service: BenchService = {
  async measure(name, millis) {
    const contender = await createContender(name);
    if (contender === undefined) return undefined;
    try {
      return await measureContender(contender, () => performance.now(), millis);
    } finally {
      contender.close?.();
    }
  },
  async serveGpu(port) {
    if (!('gpu' in navigator)) return undefined;
    const gpu = await createGpuSearch();
    if (gpu === undefined) return undefined;
    Comlink.expose(gpu, port);
    return gpu.description;
  },
};

Comlink.expose(service);
