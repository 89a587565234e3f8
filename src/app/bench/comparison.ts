import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  type BenchService,
  type ContenderName,
  contenderNames,
  type Measurement,
} from '#workers/bench-service';

/** One contender's place in the comparison. */
export interface ComparisonRow {
  readonly name: ContenderName;
  readonly phase: 'waiting' | 'measuring' | 'measured' | 'absent' | 'failed';
  readonly measurement: Measurement | undefined;
}

export interface ComparisonState {
  readonly running: boolean;
  readonly rows: readonly ComparisonRow[];
}

/** Measures all contenders, one after the other, in a worker that ends afterwards. */
export interface Comparison {
  readonly store: StoreApi<ComparisonState>;
  start(): void;
  stop(): void;
}

interface Measuring {
  readonly service: Pick<BenchService, 'measure'>;
  close(): void;
}

const windowMillis = 400;
const waiting: readonly ComparisonRow[] = contenderNames.map((name) => ({
  name,
  phase: 'waiting',
  measurement: undefined,
}));

/** @param startWorker a fresh worker for each run, so that nothing is warm from the last */
export function createComparison(startWorker: () => Measuring): Comparison {
  const store = createStore<ComparisonState>(() => ({ running: false, rows: waiting }));
  let current: Measuring | undefined;

  return {
    store,
    start() {
      stop();
      store.setState({ running: true, rows: waiting });
      void run();
    },
    stop,
  };

  function stop(): void {
    current?.close();
    current = undefined;
    const { rows } = store.getState();
    store.setState({
      running: false,
      rows: rows.map((row) => (row.phase === 'measuring' ? { ...row, phase: 'waiting' } : row)),
    });
  }

  async function run(): Promise<void> {
    let own: Measuring;
    try {
      own = startWorker();
    } catch {
      store.setState({ running: false, rows: waiting.map((row) => ({ ...row, phase: 'failed' })) });
      return;
    }
    current = own;
    for (const name of contenderNames) {
      put({ name, phase: 'measuring', measurement: undefined });
      let row: ComparisonRow;
      try {
        const measurement = await own.service.measure(name, windowMillis);
        row = { name, phase: measurement === undefined ? 'absent' : 'measured', measurement };
      } catch {
        row = { name, phase: 'failed', measurement: undefined };
      }
      if (current !== own) return;
      put(row);
    }
    stop();
  }

  function put(row: ComparisonRow): void {
    const { rows } = store.getState();
    store.setState({ rows: rows.map((old) => (old.name === row.name ? row : old)) });
  }
}
