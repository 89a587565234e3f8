import { lazy, Suspense, useEffect } from 'react';
import { Button } from '../design/button.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import { useLab } from '../lab/lab-state.ts';
import { openMiningBench } from '../lab/open-mining-bench.ts';
import { useOpenLab } from '../lab/use-open-lab.ts';
import { useStoryBegun } from '../story/use-story-begun.ts';
import { TurnContext, useStudio, useStudioCore } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { ClassConstants } from './class-constants.tsx';
import css from './introduction.module.css';
import { Introduction } from './introduction.tsx';
import { useShell } from './shell-state.ts';

const Director = lazy(async () => ({ default: (await import('../director/director.tsx')).Director }));

const Editor = lazy(async () => ({ default: (await import('../editor/editor.tsx')).Editor }));

const StoryCard = lazy(async () => ({ default: (await import('../story/story-card.tsx')).StoryCard }));

const Lab = lazy(async () => ({ default: (await import('../lab/lab.tsx')).Lab }));

/** Panel C: the inspector, the attack director, or the lesson. Picking something in a picture brings the inspector. */
export function RightColumn() {
  const { mode, welcome, setMode, editorOpen } = useShell((state) => state);
  const selection = useStudio((state) => state.selection);
  useEffect(() => {
    if (selection.kind !== 'none' && !useShell.getState().editorOpen) setMode('explore');
  }, [selection, setMode]);
  const told = useStoryBegun();
  const lab = useLab((state) => state);
  if (editorOpen) {
    return (
      <Suspense fallback={null}>
        <Editor />
      </Suspense>
    );
  }
  if (lab.open !== undefined && lab.place?.selection === selection && lab.place.mode === mode) {
    return (
      <Suspense fallback={null}>
        <Lab open={lab.open} />
      </Suspense>
    );
  }
  if (mode === 'attack') {
    return <DirectorPanel />;
  }
  if (mode === 'learn') {
    return (
      <div className={css.column}>
        <Introduction dismissible={false} />
        <LabDoor />
        <ClassConstants />
      </div>
    );
  }
  const introduction = welcome && selection.kind === 'none' && (
    <div className={css.card}>
      <Introduction dismissible />
    </div>
  );
  return (
    <>
      {told ? (
        <Suspense fallback={introduction}>
          <TurnContext value="story">
            <StoryCard otherwise={introduction} />
          </TurnContext>
        </Suspense>
      ) : (
        introduction
      )}
      <div className={css.rest}>
        <Inspector />
      </div>
    </>
  );
}

/** The attack director; its code comes when it is first opened. */
export function DirectorPanel() {
  return (
    <Suspense fallback={null}>
      <Director />
    </Suspense>
  );
}

/** The way from the lesson to the workbench. */
function LabDoor() {
  const t = useText('locks');
  const realData = useText('realData');
  const bench = useText('bench');
  const openLab = useOpenLab();
  const studio = useStudioCore();
  return (
    <div className={css.door}>
      <p className={css.words}>{t('intro')}</p>
      <div className={css.buttons}>
        <Button onClick={() => openMiningBench(studio)}>{bench('open')}</Button>
        <Button onClick={() => openLab({ page: 'locks', node: -1 })}>{t('open')}</Button>
        <Button onClick={() => openLab({ page: 'data' })}>{realData('page.data')}</Button>
        <Button onClick={() => openLab({ page: 'keys' })}>{realData('page.keys')}</Button>
      </div>
    </div>
  );
}
