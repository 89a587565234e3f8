import { Dialog as Base } from '@base-ui/react/dialog';
import { type KeyboardEvent, useId, useState } from 'react';
import { scenarioChoices } from '../shell/scenario-choices.ts';
import { useShell } from '../shell/shell-state.ts';
import { useStudioCore } from '../use-studio.ts';
import { useLocalText, useText } from '../use-text.ts';
import { commands } from './commands.ts';
import css from './help.module.css';
import { keyName } from './key-names.ts';
import { matches } from './matches.ts';

interface Line {
  readonly id: string;
  readonly label: string;
  readonly keys: string;
  readonly run: () => void;
}

/** All commands by name, found by typing (Ctrl+K). */
export function CommandPalette() {
  const t = useText('help');
  const local = useLocalText();
  const studio = useStudioCore();
  const setPaletteOpen = useShell((state) => state.setPaletteOpen);
  const id = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const all: Line[] = [
    ...commands
      .filter((command) => command.keyOnly !== true)
      .map((command) => ({
        id: command.id as string,
        label: t(`command.${command.id}`),
        keys: command.keys[0] === undefined ? '' : keyName(command.keys[0]),
        run: () => command.run(studio),
      })),
    ...scenarioChoices.map((scenario) => ({
      id: `open-${scenario.id}`,
      label: t('openScenario', { title: local(scenario.title) }),
      keys: '',
      run: () => void studio.verbs.openScenario(scenario.id),
    })),
    ...studio.scene().nodes.map((node) => ({
      id: `select-${node.index}`,
      label: t('selectNode', { node: node.name }),
      keys: '',
      run: () => studio.verbs.select({ kind: 'node', node: node.index }),
    })),
  ];
  const lines = all.filter((line) => matches(line.label, query));
  const chosen = Math.min(active, lines.length - 1);
  const close = () => setPaletteOpen(false);
  const run = (line: Line | undefined) => {
    if (line === undefined) return;
    close();
    line.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive(Math.min(lines.length - 1, chosen + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, chosen - 1));
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) run(lines[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <Base.Root open modal={false} onOpenChange={(open) => open || close()}>
      <Base.Portal>
        <Base.Popup className={css.palette} aria-label={t('palette')}>
          <input
            className={css.query}
            role="combobox"
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-activedescendant={lines[chosen] === undefined ? undefined : `${id}-${lines[chosen].id}`}
            aria-label={t('palette')}
            placeholder={t('paletteHint')}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
          />
          <div id={`${id}-list`} role="listbox" aria-label={t('palette')} className={css.lines}>
            {lines.map((line, position) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the input handles the keys
              // biome-ignore lint/a11y/useFocusableInteractive: the input holds the focus and names the active option
              <div
                key={line.id}
                id={`${id}-${line.id}`}
                role="option"
                aria-selected={position === chosen}
                ref={(element) => {
                  if (position === chosen) element?.scrollIntoView({ block: 'nearest' });
                }}
                className={css.line}
                onPointerMove={() => setActive(position)}
                onClick={() => run(line)}
              >
                <span>{line.label}</span>
                {line.keys !== '' && <kbd>{line.keys}</kbd>}
              </div>
            ))}
          </div>
          {lines.length === 0 && <p className={css.none}>{t('paletteNone')}</p>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
