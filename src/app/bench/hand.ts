import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BlockHeader } from '#bitcoin/primitives/block';
import { hashHeader } from '#bitcoin/primitives/block-header';
import type { BlockHash } from '#bitcoin/primitives/hashes';

/** One nonce tried by hand. */
export interface HandTry {
  readonly nonce: number;
  readonly hash: BlockHash;
  readonly wins: boolean;
}

/** What the class said, and when. */
export interface Guess {
  /** How many tries more. */
  readonly more: number;
  /** Tries that had been made by then. */
  readonly after: number;
}

export interface HandState {
  /** The latest tries, oldest first. */
  readonly tries: readonly HandTry[];
  /** How many there were in all. */
  readonly made: number;
  readonly best: HandTry | undefined;
  /** The block that was found since the last guess, and the tries that had been made by then. */
  readonly found: (HandTry & { readonly after: number }) | undefined;
  readonly guess: Guess | undefined;
  readonly revealing: boolean;
  /** The reveal gave up: the target is too hard for this tab. */
  readonly tooHard: boolean;
}

/** Trying nonces one at a time. */
export interface Hand {
  readonly store: StoreApi<HandState>;
  /** Hashes this header as it is. */
  tryHeader(header: BlockHeader, target: bigint): void;
  /** Writes down a guess, and begins a new round if a block has been found. */
  guess(more: number): void;
  /** Goes on from `header` by itself until a block is found.
   * @returns the first nonce that is not tried yet */
  reveal(header: BlockHeader, target: bigint): Promise<number>;
  /** Forgets all tries. */
  clear(): void;
  stop(): void;
}

const triesPerTurn = 512;

const nothing: HandState = {
  tries: [],
  made: 0,
  best: undefined,
  found: undefined,
  guess: undefined,
  revealing: false,
  tooHard: false,
};

/** @param wait resolves when the page may work again
 * @param mostTries what a number line can show and a class can wait for */
export function createHand(wait: () => Promise<void>, mostTries = 65_536): Hand {
  const store = createStore<HandState>(() => nothing);
  let turn = 0;

  return {
    store,
    tryHeader(header, target) {
      stop();
      add([tried(header, target)]);
    },
    guess: (more) => store.setState({ guess: { more, after: store.getState().made }, found: undefined }),
    reveal(header, target) {
      store.setState({ revealing: true, tooHard: false });
      return run(++turn, header, target);
    },
    clear() {
      turn++;
      store.setState(nothing);
    },
    stop,
  };

  function stop(): void {
    turn++;
    store.setState({ revealing: false });
  }

  async function run(own: number, header: BlockHeader, target: bigint): Promise<number> {
    let nonce = header.nonce;
    for (let tries = 0; own === turn; ) {
      const fresh: HandTry[] = [];
      while (fresh.length < triesPerTurn && fresh.at(-1)?.wins !== true) {
        fresh.push(tried({ ...header, nonce }, target));
        nonce = (nonce + 1) >>> 0;
      }
      add(fresh);
      tries += fresh.length;
      const isFound = fresh.at(-1)?.wins === true;
      if (isFound || tries >= mostTries) {
        store.setState({ revealing: false, tooHard: !isFound });
        break;
      }
      await wait();
    }
    return nonce;
  }

  function add(fresh: readonly HandTry[]): void {
    const state = store.getState();
    let { best } = state;
    for (const each of fresh) if (best === undefined || each.hash < best.hash) best = each;
    const winner = fresh.findIndex(({ wins }) => wins);
    store.setState({
      tries: [...state.tries, ...fresh].slice(-mostTries),
      made: state.made + fresh.length,
      best,
      found: winner < 0 ? state.found : { ...fresh[winner]!, after: state.made + winner + 1 },
      tooHard: false,
    });
  }
}

function tried(header: BlockHeader, target: bigint): HandTry {
  const hash = hashHeader(header);
  return { nonce: header.nonce, hash, wins: BigInt(`0x${hash}`) <= target };
}
