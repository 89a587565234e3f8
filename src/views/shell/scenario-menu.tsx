import { ChevronDown, Dices, Hash, PencilLine, RotateCcw } from 'lucide-react';
import { Button } from '../design/button.tsx';
import { Menu, type MenuEntry } from '../design/menu.tsx';
import { openEditor } from '../editor/open-editor.ts';
import { useStudio, useVerbs } from '../use-studio.ts';
import { useLocalText, useText } from '../use-text.ts';
import css from './header.module.css';
import { scenarioChoices } from './scenario-choices.ts';
import { useShell } from './shell-state.ts';

/** Which world this is; opens another one, another seed, or looks for a seed in which something happens. */
export function ScenarioMenu() {
  const t = useText('shell');
  const local = useLocalText();
  const verbs = useVerbs();
  const run = useStudio((state) => state.run);
  const { setSeedOpen, setWelcome } = useShell((state) => state);
  const entries: MenuEntry[] = [
    { kind: 'heading', label: t('scenario.open') },
    ...scenarioChoices.map(
      (scenario): MenuEntry => ({
        kind: 'choice',
        label: local(scenario.title),
        chosen: scenario.id === run.scenario.id,
        onSelect: () => {
          setWelcome(true);
          void verbs.openScenario(scenario.id);
        },
      }),
    ),
    { kind: 'separator' },
    {
      label: t('scenario.restart'),
      icon: <RotateCcw size={16} aria-hidden />,
      shortcut: 'R',
      onSelect: verbs.restart,
    },
    {
      label: t('scenario.seed'),
      icon: <Hash size={16} aria-hidden />,
      onSelect: () => setSeedOpen(true),
    },
    {
      label: t('scenario.findSeed'),
      note: t('scenario.findSeedNote'),
      icon: <Dices size={16} aria-hidden />,
      onSelect: () => setSeedOpen(true),
    },
    { kind: 'separator' },
    {
      label: t('scenario.write'),
      note: t('scenario.writeNote'),
      icon: <PencilLine size={16} aria-hidden />,
      onSelect: openEditor,
    },
  ];
  return (
    <Menu
      entries={entries}
      trigger={
        <Button className={css.scenario} data-opens="scenarios">
          <span className={css.scenarioTitle}>{local(run.scenario.title)}</span>
          <span className={css.seed}>{t('scenario.seedIs', { seed: run.seed })}</span>
          <ChevronDown size={14} aria-hidden />
        </Button>
      }
    />
  );
}
