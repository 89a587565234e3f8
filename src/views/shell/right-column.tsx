import { lazy, Suspense, useEffect } from 'react';
import { Inspector } from '../inspector/inspector.tsx';
import { useStudio } from '../use-studio.ts';
import { ClassConstants } from './class-constants.tsx';
import css from './introduction.module.css';
import { Introduction } from './introduction.tsx';
import { useShell } from './shell-state.ts';

const AttackDirector = lazy(async () => ({
  default: (await import('./attack-director.tsx')).AttackDirector,
}));

/** Panel C: the inspector, the attack director, or the lesson. Picking something in a picture brings the inspector. */
export function RightColumn() {
  const { mode, welcome, setMode } = useShell((state) => state);
  const selection = useStudio((state) => state.selection);
  useEffect(() => {
    if (selection.kind !== 'none') setMode('explore');
  }, [selection, setMode]);
  if (mode === 'attack') {
    return (
      <Suspense fallback={null}>
        <AttackDirector />
      </Suspense>
    );
  }
  if (mode === 'learn') {
    return (
      <div className={css.column}>
        <Introduction dismissible={false} />
        <ClassConstants />
      </div>
    );
  }
  return (
    <>
      {welcome && selection.kind === 'none' && (
        <div className={css.card}>
          <Introduction dismissible />
        </div>
      )}
      <div className={css.rest}>
        <Inspector />
      </div>
    </>
  );
}
