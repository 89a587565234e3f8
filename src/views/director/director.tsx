import { useEffect, useRef } from 'react';
import { useKeptFocus } from '../design/use-kept-focus.ts';
import { MomentContext, usePresentMoment } from '../inspector/moment.ts';
import { useStudio } from '../use-studio.ts';
import { CastStep } from './cast-step.tsx';
import { ChooseStep } from './choose-step.tsx';
import css from './director.module.css';
import { type Step, useDirector } from './director-state.ts';
import { OutcomeStep } from './outcome-step.tsx';
import { Outline } from './outline.tsx';
import { RepeatStep } from './repeat-step.tsx';
import { StageStep } from './stage-step.tsx';

// The attack director: choose an attack, cast it, stage it, read its outcome, repeat it. What happened is read off the
// history at the playhead and kept nowhere else; `director-state.ts` remembers only what no history can know. Imported
// lazily by the shell; may use the inspector's parts, and the formulas of `#experiments/theory`.

/** Panel C as a stage: five steps, of which the outline stays in sight. */
export function Director() {
  const moment = usePresentMoment();
  const { step, draft, goTo } = useDirector((state) => state);
  const staged = useStudio((state) => state.run.scenario.family !== undefined);
  const body = useRef<HTMLDivElement>(null);
  useKeptFocus(body, true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step begins at its top
  useEffect(() => {
    body.current?.scrollTo(0, 0);
  }, [step]);
  const done = new Set<Step>([
    ...(draft === undefined && !staged ? [] : (['choose'] as const)),
    ...(staged ? (['cast'] as const) : []),
  ]);
  return (
    <MomentContext.Provider value={moment}>
      <div className={css.director}>
        <Outline step={step} done={done} onChoose={goTo} />
        <div ref={body} className={css.body}>
          {page(step)}
        </div>
      </div>
    </MomentContext.Provider>
  );
}

function page(step: Step) {
  switch (step) {
    case 'choose':
      return <ChooseStep />;
    case 'cast':
      return <CastStep />;
    case 'stage':
      return <StageStep />;
    case 'outcome':
      return <OutcomeStep />;
    case 'repeat':
      return <RepeatStep />;
  }
}
