import { useState } from 'react';
import { seedConditions, seedRun } from '#app/seed-run';
import type { SeedCondition } from '#workers/simulation-api';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { TextField } from '../design/text-field.tsx';
import { useStudio, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import css from './cards.module.css';
import { useShell } from './shell-state.ts';

/** Another seed for the same scenario: typed in, or looked for in the workers. */
export function SeedCard() {
  const t = useText('shell');
  const verbs = useVerbs();
  const { run, search } = useStudio((state) => ({ run: state.run, search: state.seedSearch }));
  const setSeedOpen = useShell((state) => state.setSeedOpen);
  const [seed, setSeed] = useState(String(run.seed));
  const wrong = !/^\d{1,10}$/.test(seed.trim()) || Number(seed) > 0xffff_ffff;
  const openSeed = (value: number) => {
    void verbs.openScenario(run.scenario.id, value);
    setSeedOpen(false);
  };
  const openFound = (condition: SeedCondition, value: number) => {
    void verbs.openRun(seedRun(run, condition, value));
    setSeedOpen(false);
  };
  return (
    <Dialog open title={t('seed.title')} onClose={() => setSeedOpen(false)}>
      <p className={css.quiet}>{t('seed.explanation')}</p>
      <form
        className={css.row}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!wrong) openSeed(Number(seed));
        }}
      >
        <TextField
          label={t('seed.label')}
          inputMode="numeric"
          value={seed}
          onChange={setSeed}
          error={wrong ? t('seed.wrong') : undefined}
        />
        <Button type="submit" disabled={wrong}>
          {t('seed.open')}
        </Button>
      </form>
      <h3 className={css.heading}>{t('seed.find')}</h3>
      {seedConditions.map((condition) => (
        <Button
          key={condition.type}
          className={css.choice}
          disabled={search?.running === true}
          onClick={() => void verbs.findSeed(condition)}
        >
          {t(`seed.condition.${condition.type}`)}
        </Button>
      ))}
      {search !== undefined && (
        <div className={css.search} role="status">
          {search.running && (
            <>
              <progress max={search.limit} value={search.tried} aria-label={t('seed.find')} />
              <span>{t('seed.tried', { count: search.tried, limit: search.limit })}</span>
              <Button onClick={verbs.cancelFindSeed}>{t('seed.cancel')}</Button>
            </>
          )}
          {!search.running && search.foundSeed !== undefined && (
            <>
              <span>{t('seed.found', { seed: search.foundSeed, count: search.tried })}</span>
              <Button tone="primary" onClick={() => openFound(search.condition, search.foundSeed ?? 0)}>
                {t('seed.openFound')}
              </Button>
            </>
          )}
          {!search.running && search.foundSeed === undefined && search.tried > 0 && (
            <span>
              {t(search.tried < search.limit ? 'seed.stopped' : 'seed.notFound', { count: search.tried })}
            </span>
          )}
        </div>
      )}
    </Dialog>
  );
}
