import * as Comlink from 'comlink';
import { bestSearch } from '#mining/best-search';
import { findPrologue } from '#scenarios/shipped';
import { Rehearsal } from '#simulation/stage/rehearsal';
import type { RehearsalService } from './rehearsal-service.ts';

/* Tries out a scenario without disturbing the world on the screen. Cancelling means terminating this worker. */

const millisBetweenReports = 150;

const service: RehearsalService = {
  async rehearse(run, onProgress) {
    const rehearsal = new Rehearsal(run, findPrologue(run.scenario.prologue), bestSearch());
    let reported = performance.now();
    for (;;) {
      rehearsal.step();
      const report = rehearsal.report();
      if (report.finished) return report;
      if (performance.now() - reported < millisBetweenReports) continue;
      reported = performance.now();
      onProgress(report);
    }
  },
};

Comlink.expose(service);
