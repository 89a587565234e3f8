import type { TimedAction } from '#simulation/run';
import type { Acted, Advanced } from '#workers/simulation-api';
import type { HistoryStore } from './create-history.ts';
import type { TimelineInfo } from './studio-state.ts';

/** One timeline that keeps its log: the history, and what the page knows about it besides. */
export interface Track {
  readonly id: number;
  readonly history: HistoryStore;
  readonly actions: readonly TimedAction[];
  readonly forkedAt: number;
  readonly forkedRow: number;
  /** Furthest time that the playhead has shown of it. */
  readonly seenTime: number;
  readonly traceHash: string;
  readonly hashesComputed: number;
  readonly hashesFromLedger: number;
  readonly waitingForHashes: boolean;
}

/** A track that begins at the start of a run. */
export function firstTrack(
  id: number,
  history: HistoryStore,
  actions: readonly TimedAction[],
  advanced: Advanced,
): Track {
  history.append(advanced);
  history.setUserActions(actions);
  return { id, history, actions, forkedAt: 0, forkedRow: 0, seenTime: 0, ...told(advanced) };
}

/** The track with what `advanceTo` answered; its history grows in place. */
export function grown(track: Track, advanced: Advanced): Track {
  track.history.append(advanced);
  return { ...track, ...told(advanced) };
}

/** The track that carries out an action after `parent`'s common rows. Nothing that was seen is contradicted: the
 * look-ahead goes, and the same history continues. Otherwise a second history starts beside the first. */
export function actedTrack(parent: Track, acted: Acted, at: number): Track {
  const { timeline: id, sameTimeline, commonRows, advanced, actions } = acted;
  const history = sameTimeline ? parent.history : parent.history.clone();
  history.truncate(commonRows, acted.commonRecords);
  history.append(advanced);
  history.setUserActions(actions);
  const forkedAt = sameTimeline ? parent.forkedAt : at;
  const forkedRow = sameTimeline ? parent.forkedRow : commonRows;
  return {
    ...parent,
    id,
    history,
    actions,
    forkedAt,
    forkedRow,
    seenTime: Math.min(parent.seenTime, at),
    ...told(advanced),
  };
}

/** What the page's state says about the tracks; `old` again when nothing changed, so that nobody draws for nothing. */
export function timelineInfos(
  tracks: readonly Track[],
  old: readonly TimelineInfo[],
): readonly TimelineInfo[] {
  const infos = tracks.map((track) =>
    timelineInfo(
      track,
      tracks.find((each) => each !== track),
    ),
  );
  const same = infos.every((info, index) =>
    Object.entries(info).every(
      ([name, value]) => (old[index] as Record<string, unknown> | undefined)?.[name] === value,
    ),
  );
  return same && infos.length === old.length ? old : infos;
}

function timelineInfo(track: Track, other: Track | undefined): TimelineInfo {
  return {
    id: track.id,
    actions: track.actions,
    forkedAt: track.forkedAt,
    forkedRow: track.forkedRow,
    firstDifferingBlock: other === undefined ? -1 : firstDifference(track, other),
    reached: track.history.reached,
    traceHash: track.traceHash,
  };
}

/** Index of the first block that two timelines do not share, once both have one there; −1 before. */
function firstDifference(one: Track, other: Track): number {
  const length = Math.min(one.history.blocks.length, other.history.blocks.length);
  const differs = (index: number) => one.history.blocks[index]?.hash !== other.history.blocks[index]?.hash;
  if (length === 0 || !differs(length - 1)) return -1;
  // Tables agree up to the first difference and nowhere after it: every later block builds on or beside it.
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (differs(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function told({ traceHash, hashesComputed, hashesFromLedger, waitingForHashes }: Advanced) {
  return { traceHash, hashesComputed, hashesFromLedger, waitingForHashes };
}
