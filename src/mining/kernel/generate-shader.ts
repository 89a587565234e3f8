import { doubleHashWords } from './double-hash-graph.ts';
import type { Word } from './word-graph.ts';

/** A WebGPU compute shader that searches a header, one nonce an invocation.
 *
 * Bindings of group 0: 0, uniform, four uint32 `firstNonce`, `count`, `limit`, `rowLength`; 1, read-only storage, the
 * values of `headerWords`; 2, storage, one uint32 that must hold 0xffffffff beforehand and holds afterwards the
 * smallest offset from `firstNonce` whose hash has its highest 32 bits at most `limit`.
 * Entry point `search`; invocations beyond `count` do nothing; offset = x + `rowLength` × y. */
export interface Shader {
  /** WGSL. */
  readonly code: string;
  /** The words that are computed once a header, see `evaluateWords`. */
  readonly headerWords: readonly Word[];
}

/** Invocations in a workgroup: a multiple of what every GPU runs in lockstep. */
export const workgroupSize = 64;

/** Generates the shader from the same graph as the WebAssembly kernel: a graphics driver wants one long piece without
 * loops and finds registers and order by itself. */
export function generateShader(): Shader {
  const lines: string[] = [];
  const names = new Map<Word, string>();
  const headerWords: Word[] = [];
  const lastWord = name(doubleHashWords()[7]);
  const code = `
struct Job { firstNonce: u32, count: u32, limit: u32, rowLength: u32 }
@group(0) @binding(0) var<uniform> job: Job;
@group(0) @binding(1) var<storage, read> header: array<u32, ${headerWords.length}>;
@group(0) @binding(2) var<storage, read_write> best: atomic<u32>;

fn swapBytes(word: u32) -> u32 {
  return (word << 24u) | ((word & 0xff00u) << 8u) | ((word >> 8u) & 0xff00u) | (word >> 24u);
}
fn rotate(word: u32, bits: u32) -> u32 {
  return (word >> bits) | (word << (32u - bits));
}

@compute @workgroup_size(${workgroupSize})
fn search(@builtin(global_invocation_id) id: vec3u) {
  let offset = id.x + id.y * job.rowLength;
  if (offset >= job.count) { return; }
  let nonce = swapBytes(job.firstNonce + offset);
${lines.join('\n')}
  if (swapBytes(${lastWord}) <= job.limit) { atomicMin(&best, offset); }
}
`;
  return { code, headerWords };

  function name(word: Word): string {
    const known = names.get(word);
    if (known !== undefined) return known;
    const expression = describe(word);
    if (word.stage !== 'nonce' || word.op === 'nonce') {
      names.set(word, expression);
      return expression;
    }
    const fresh = `w${lines.length}`;
    lines.push(`  let ${fresh} = ${expression};`);
    names.set(word, fresh);
    return fresh;
  }

  function describe(word: Word): string {
    if (word.stage === 'constant') return `${word.value >>> 0}u`;
    if (word.stage === 'header') return `header[${headerWords.push(word) - 1}]`;
    if (word.op === 'nonce') return 'nonce';
    const [first, second] = word.operands.map(name);
    switch (word.op) {
      case 'add':
        return `${first} + ${second}`;
      case 'xor':
        return `${first} ^ ${second}`;
      case 'and':
        return `${first} & ${second}`;
      case 'rotate':
        return `rotate(${first}, ${word.value}u)`;
      case 'shift':
        return `${first} >> ${word.value}u`;
      default:
        throw new Error('Invariant broken: a shader has no memory for words');
    }
  }
}
