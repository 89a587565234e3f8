import type { Cell, ExperimentId, Tally, Theory } from './experiment.ts';
import { cappedRace } from './theory/capped-race.ts';
import { nakamotoProbability } from './theory/nakamoto.ts';
import { raceProbability } from './theory/rosenfeld.ts';

/** What theory says about a cell.
 * @param _tally what was measured there, for theory at a measured parameter */
export function theory(experiment: ExperimentId, cell: Cell, _tally?: Tally): readonly Theory[] {
  return experiment === 'double-spend' ? doubleSpend(cell) : [];
}

function doubleSpend(cell: Cell): readonly Theory[] {
  const q = Number(cell.q);
  const z = Number(cell.z);
  const convention = {
    win: cell.win === 'level' ? 'level' : 'ahead',
    preMined: Number(cell.preMined),
  } as const;
  if (!(q > 0 && q < 1)) return [];
  const race = cappedRace({ q, z, ...convention, giveUp: Number(cell.giveUp) });
  return [
    {
      id: 'capped',
      value: race.success,
      exact: true,
      source: 'M. Rosenfeld, 2012, arXiv:1402.2009, §4, with a limit',
    },
    {
      id: 'rosenfeld',
      value: raceProbability(q, z, convention),
      exact: false,
      source: 'M. Rosenfeld, 2012, arXiv:1402.2009, §4',
    },
    { id: 'nakamoto', value: nakamotoProbability(q, z), exact: false, source: 'S. Nakamoto, 2008, §11' },
    { id: 'capped-time', value: race.findsToSuccess, exact: true, source: 'W. Feller, vol. I, XIV.3' },
  ];
}
