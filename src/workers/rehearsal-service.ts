import type { Run } from '#simulation/run';
import type { RehearsalReport } from '#simulation/stage/rehearsal';

/** What the worker that tries out scenarios offers. */
export interface RehearsalService {
  /** Plays a run through until its goals are reached or its reference time is over.
   * @param onProgress called some times a second, and may come late
   * @throws when the run's prologue is not here */
  rehearse(run: Run, onProgress: (report: RehearsalReport) => void): Promise<RehearsalReport>;
}
