import type { Beat, BeatWords } from './beat.ts';

/** How much of beat `number` is told once the story has come to beat `reached`: all of it to whoever `knowsAll` or when it has
 * been revealed, what an honest node could know to everybody else.
 * @returns undefined when nothing of it is */
export function toldBeat(
  beats: readonly Beat[],
  number: number,
  reached: number,
  knowsAll: boolean,
): BeatWords | undefined {
  const beat = beats[number];
  if (beat === undefined) return undefined;
  if (knowsAll || isRevealed(beats, reached)) return beat;
  return beat.inPublic ?? (beat.secret === true ? undefined : beat);
}

/** Whether what was secret is known to all once the story has come to beat `reached`. */
export function isRevealed(beats: readonly Beat[], reached: number): boolean {
  return beats.findIndex(({ reveals }, number) => reveals === true && number <= reached) >= 0;
}

/** The beats before `reached` of which less was told than there was to tell, so that it can be told when they are revealed. */
export function keptBack(beats: readonly Beat[], reached: number): readonly Beat[] {
  return beats.filter(
    ({ secret, inPublic }, number) => number < reached && (secret === true || inPublic !== undefined),
  );
}
