import { Maximize2, Minimize2 } from 'lucide-react';
import { experimentIds } from '#experiments/experiment';
import { IconButton } from '../design/button.tsx';
import { Tabs } from '../design/tabs.tsx';
import { useShell } from '../shell/shell-state.ts';
import { useLayout } from '../shell/use-layout.ts';
import { useStudio } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { useExperimentForms } from './experiment-forms.ts';
import { ExperimentPart } from './experiment-part.tsx';
import css from './experiments.module.css';
import { RepeatPart } from './repeat-part.tsx';

/** Batches of thousands of real trials, measured against the papers. */
export function ExperimentsView() {
  const t = useText('experiments');
  const { experiment, choose } = useExperimentForms((state) => state);
  return (
    <div className={css.screen}>
      <Tabs
        label={t('label')}
        className={css.tabs}
        value={experiment}
        tabs={experimentIds.map((id) => ({ value: id, label: t(`experiment.${id}.name`) }))}
        onChange={choose}
        aside={<FillButton />}
      >
        {experiment === 'repeat' ? <RepeatPart /> : <ExperimentPart key={experiment} id={experiment} />}
      </Tabs>
    </div>
  );
}

function FillButton() {
  const t = useText('experiments');
  const layout = useLayout(useStudio((state) => state.presenter));
  const { focused, toggleFocused } = useShell((state) => state);
  if (layout === 'tabs') return null;
  const fills = focused === 'stage';
  return (
    <IconButton label={t(fills ? 'unfill' : 'fill')} shortcut="F" onClick={() => toggleFocused('stage')}>
      {fills ? <Minimize2 size={16} aria-hidden /> : <Maximize2 size={16} aria-hidden />}
    </IconButton>
  );
}
