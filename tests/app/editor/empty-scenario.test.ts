import { expect, test } from 'vitest';
import { emptyScenario } from '#app/editor/empty-scenario';
import { prologueFault } from '#scenarios/prologue-fault';
import { scenarioRefusals } from '#simulation/scenario/parse-scenario';

test('what one begins with can be played', () => {
  expect(scenarioRefusals(emptyScenario)).toEqual([]);
  expect(prologueFault(emptyScenario)).toBeUndefined();
});
