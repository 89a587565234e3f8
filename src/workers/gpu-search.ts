import type { HeaderSearch, SearchResult } from '#mining/header-search';
import { evaluateWords } from '#mining/kernel/evaluate-word';
import { generateShader, workgroupSize } from '#mining/kernel/generate-shader';
import { headerInputs, searchReference } from '#mining/search-reference';
import type { HashService } from './hash-service.ts';

/** A graphics processor as a hash service. */
export interface GpuSearch extends HashService {
  /** What the browser says of the device; may be empty. */
  readonly description: string;
  /** Resolves with the reason when the device is gone; searches reject from then on. */
  readonly lost: Promise<string>;
  close(): void;
}

/** Milliseconds that one dispatch should take: long enough to be worth starting, short enough to cancel between. */
const dispatchMillis = 12;
const firstDispatch = 65_536;
const largestDispatch = 2 ** 26;
/** Dispatches at a time: the next one is queued before the answer to the last one is read. */
const slotCount = 2;
/** Invocations in a row of workgroups; WebGPU allows 65,535 groups in each direction. */
const rowLength = 32_768 * workgroupSize;
const nothing = 0xffff_ffff;

/** `GPUBufferUsage` and `GPUMapMode.READ` (WebGPU §5.1.2, §5.2), which the type library does not have. */
const usage = { read: 0x01, copyFrom: 0x04, copyTo: 0x08, uniform: 0x40, storage: 0x80 } as const;
const readMode = 0x01;

/** Compiles the search for this machine's graphics processor.
 * Whether it is faster than the workers only a race tells, see `raceServices`.
 * @returns undefined where there is no WebGPU, no adapter, or no device to be had */
export async function createGpuSearch(gpu: GPU | undefined = navigator.gpu): Promise<GpuSearch | undefined> {
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return undefined;
  let device: GPUDevice;
  try {
    device = await adapter.requestDevice();
  } catch {
    return undefined; // the adapter was there, its device is not: a driver on a blocklist, or out of memory
  }
  const { code, headerWords } = generateShader();
  const pipeline = await device.createComputePipelineAsync({
    layout: 'auto',
    compute: { module: device.createShaderModule({ code }), entryPoint: 'search' },
  });
  const header = device.createBuffer({ size: 4 * headerWords.length, usage: usage.storage | usage.copyTo });
  const slots = Array.from({ length: slotCount }, () => {
    const job = device.createBuffer({ size: 16, usage: usage.uniform | usage.copyTo });
    const best = device.createBuffer({ size: 4, usage: usage.storage | usage.copyTo | usage.copyFrom });
    const answer = device.createBuffer({ size: 4, usage: usage.copyTo | usage.read });
    const entries = [job, header, best].map((buffer, binding) => ({ binding, resource: { buffer } }));
    return {
      job,
      best,
      answer,
      group: device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }),
    };
  });

  const lost = device.lost.then(({ message, reason }) => message || reason || 'the device was lost');
  const cancelled = new Set<number>();
  const underWay = new Set<number>();
  let perDispatch = firstDispatch;
  let last: Promise<unknown> = Promise.resolve();

  return {
    description: [adapter.info.vendor, adapter.info.architecture, adapter.info.description]
      .filter(Boolean)
      .join(' '),
    lost,
    close: () => device.destroy(),
    search(batch, ticket) {
      if (ticket !== undefined) underWay.add(ticket);
      const isCancelled = () => ticket !== undefined && cancelled.has(ticket);
      const run = async (): Promise<readonly SearchResult[]> => {
        const results: SearchResult[] = [];
        for (const search of batch) {
          results.push(isCancelled() ? { nonce: -1, tried: 0 } : await searchOne(search, isCancelled));
        }
        if (ticket !== undefined) {
          underWay.delete(ticket);
          cancelled.delete(ticket);
        }
        return results;
      };
      const answer = Promise.race([last.then(run), lost.then((reason) => Promise.reject(new Error(reason)))]);
      last = answer.catch(() => undefined);
      return answer;
    },
    cancel(ticket) {
      if (underWay.has(ticket)) cancelled.add(ticket);
    },
  };

  async function searchOne(search: HeaderSearch, isCancelled: () => boolean): Promise<SearchResult> {
    const { firstNonce, count, target } = search;
    const values = evaluateWords(headerWords, headerInputs(search.header));
    device.queue.writeBuffer(header, 0, Int32Array.from(values));
    const limit = new DataView(target.buffer, target.byteOffset).getUint32(0);
    const inFlight: { readonly offset: number; readonly size: number; readonly best: Promise<number> }[] = [];
    let issued = 0;
    let answered = 0;
    let slot = 0;
    while (answered < count) {
      while (inFlight.length < slotCount && issued < count) {
        const size = Math.min(perDispatch, count - issued);
        inFlight.push({
          offset: issued,
          size,
          best: dispatch(slot++ % slotCount, firstNonce + issued, size, limit),
        });
        issued += size;
      }
      const { offset, size, best } = inFlight.shift()!;
      const candidate = await best;
      answered = offset + Math.min(size, candidate);
      if (candidate < size) {
        await Promise.all(inFlight.splice(0).map((later) => later.best));
        const nonce = firstNonce + answered;
        answered++;
        // The shader compares 32 bits; all 256 decide.
        if (searchReference({ ...search, firstNonce: nonce, count: 1 }).nonce === nonce)
          return { nonce, tried: answered };
        issued = answered;
      } else if (isCancelled()) {
        await Promise.all(inFlight.splice(0).map((later) => later.best));
        break;
      }
    }
    return { nonce: -1, tried: answered };
  }

  /** Smallest offset of a candidate among `size` nonces, or `nothing`. */
  async function dispatch(slot: number, firstNonce: number, size: number, limit: number): Promise<number> {
    const { job, best, answer, group } = slots[slot]!;
    device.queue.writeBuffer(job, 0, Uint32Array.of(firstNonce, size, limit, rowLength));
    device.queue.writeBuffer(best, 0, Uint32Array.of(nothing));
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    const groups = Math.ceil(Math.min(size, rowLength) / workgroupSize);
    pass.dispatchWorkgroups(groups, Math.ceil(size / rowLength));
    pass.end();
    encoder.copyBufferToBuffer(best, 0, answer, 0, 4);
    const began = performance.now();
    device.queue.submit([encoder.finish()]);
    await answer.mapAsync(readMode);
    const found = new Uint32Array(answer.getMappedRange())[0]!;
    answer.unmap();
    adapt(size, performance.now() - began);
    return found;
  }

  /** Two dispatches share the time that is measured, hence the factor. */
  function adapt(size: number, millis: number): void {
    if (size < perDispatch) return;
    const factor = Math.min(2, Math.max(0.5, (slotCount * dispatchMillis) / millis));
    perDispatch = Math.round(Math.min(largestDispatch, Math.max(firstDispatch / 16, perDispatch * factor)));
  }
}
