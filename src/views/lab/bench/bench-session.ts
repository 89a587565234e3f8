import { useEffect } from 'react';
import { type Comparison, createComparison } from '#app/bench/comparison';
import { createGenesisChallenge, type GenesisChallenge } from '#app/bench/genesis-challenge';
import { createHand, type Hand } from '#app/bench/hand';
import { startGpu, startHashCrew, startMeasuring } from '#app/bench/hash-crew';
import { createMachine, type Machine } from '#app/bench/machine';
import { raceCrew } from '#app/bench/race-crew';
import { createPlayground, type Playground } from '#app/bench/retarget-playground';

/** Everything that works behind the bench. It keeps what it has found for the visit, and works only while the screen
 * is open. */
export interface BenchSession {
  readonly hand: Hand;
  readonly machine: Machine;
  readonly challenge: GenesisChallenge;
  readonly comparison: Comparison;
  readonly playground: Playground;
}

/** Workers that are worth starting: one for each logical core. */
export const coreCount = Math.min(64, Math.max(1, navigator.hardwareConcurrency || 2));

let session: BenchSession | undefined;
let screens = 0;

/** The bench of this page. */
export function useBench(): BenchSession {
  session ??= createSession();
  return session;
}

/** Keeps the bench working while this is on the page; when it has gone, everything stops.
 * @param onGone a constant function, called then */
export function useBenchPresence(onGone: () => void): void {
  useEffect(() => {
    screens++;
    return () => {
      screens--;
      // The panel may only be moving to another place of the page.
      setTimeout(() => {
        if (screens > 0) return;
        stopAll();
        onGone();
      }, 50);
    };
  }, [onGone]);
}

function stopAll(): void {
  session?.hand.stop();
  session?.machine.stop();
  session?.challenge.stop();
  session?.comparison.stop();
  session?.playground.stop();
}

function createSession(): BenchSession {
  const clock = () => performance.now();
  const wait = (millis: number) => new Promise<void>((resolve) => setTimeout(resolve, millis));
  const bench: BenchSession = {
    hand: createHand(() => wait(0)),
    machine: createMachine(startHashCrew, clock),
    challenge: createGenesisChallenge({
      startCrew: async () => raceCrew(startHashCrew(coreCount), await startGpu(), clock),
      clock,
      storage: () => localStorage,
    }),
    comparison: createComparison(startMeasuring),
    playground: createPlayground(startHashCrew, wait),
  };
  // A tab that is closed or reloaded may not live to pause.
  addEventListener('pagehide', () => bench.challenge.stop());
  return bench;
}
