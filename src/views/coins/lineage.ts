import type { History } from '#app/history';

/** One output on a coin's way: where it was made, what it was worth, whose it was. */
export interface CoinStep {
  readonly tx: number;
  readonly vout: number;
  /** satoshis */
  readonly value: bigint;
  readonly owner: number;
}

/** The way back of an output to the coinbase that made its coins, that coinbase's output first and the output itself
 * last. Where a transaction joined several coins, the largest is followed.
 * @param most steps at most; the oldest ones are left out beyond */
export function wayBack(history: History, tx: number, vout: number, most = 40): readonly CoinStep[] {
  const steps: CoinStep[] = [];
  let at: CoinStep | undefined = stepOf(history, tx, vout);
  while (at !== undefined && steps.length < most) {
    steps.push(at);
    const inputs = history.transactions[at.tx]!.inputs.filter((input) => input.source >= 0);
    const largest = inputs.reduce<(typeof inputs)[number] | undefined>(
      (best, input) =>
        best === undefined || BigInt(input.value || '0') > BigInt(best.value || '0') ? input : best,
      undefined,
    );
    at = largest === undefined ? undefined : stepOf(history, largest.source, largest.vout);
  }
  return steps.reverse();
}

/** One output on the way forward, with how far down the tree it stands. */
export interface ForwardStep extends CoinStep {
  readonly depth: number;
  /** Transaction that spends it on this branch, −1 while it lies there unspent. */
  readonly spentBy: number;
}

/** Where the value of an output went on the branch of `tip`: every output it flowed into, depth first, until it lies
 * unspent.
 * @param most steps at most */
export function wayForward(
  history: History,
  tx: number,
  vout: number,
  tip: number,
  most = 24,
): readonly ForwardStep[] {
  const steps: ForwardStep[] = [];
  const seen = new Set<number>();
  function follow(step: CoinStep, depth: number): void {
    if (steps.length >= most) return;
    const txid = history.transactions[step.tx]!.txid;
    const spentBy = tip < 0 ? -1 : history.spentBy(txid, step.vout, tip);
    steps.push({ ...step, depth, spentBy });
    if (spentBy < 0 || seen.has(spentBy)) return;
    seen.add(spentBy);
    history.transactions[spentBy]!.outputs.forEach((_, out) => {
      const next = stepOf(history, spentBy, out);
      if (next !== undefined && next.value > 0n) follow(next, depth + 1);
    });
  }
  const first = stepOf(history, tx, vout);
  if (first !== undefined) follow(first, 0);
  return steps;
}

/** All transactions whose coins went into `tx`, itself included, at most `most`. */
export function ancestorsOf(history: History, tx: number, most = 400): ReadonlySet<number> {
  const found = new Set([tx]);
  for (const at of found) {
    for (const input of history.transactions[at]?.inputs ?? []) {
      if (input.source >= 0 && found.size < most) found.add(input.source);
    }
  }
  return found;
}

function stepOf(history: History, tx: number, vout: number): CoinStep | undefined {
  const output = history.transactions[tx]?.outputs[vout];
  return output === undefined ? undefined : { tx, vout, value: BigInt(output.value), owner: output.owner };
}
