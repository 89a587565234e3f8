import { Dialog } from '../design/dialog.tsx';
import { Select } from '../design/select.tsx';
import { Switch } from '../design/switch.tsx';
import { useShell } from '../shell/shell-state.ts';
import { useStudio, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { commands } from './commands.ts';
import css from './help.module.css';
import { keyName } from './key-names.ts';

const groups = ['time', 'look', 'act', 'page'] as const;
const verbosities = ['quiet', 'milestones', 'everything'] as const;

/** How to work the page: three sentences, all keys, and how much is told aloud. */
export function HelpCard() {
  const t = useText('help');
  const verbs = useVerbs();
  const setHelpOpen = useShell((state) => state.setHelpOpen);
  const { singleKeys, verbosity } = useStudio((state) => ({
    singleKeys: state.singleKeys,
    verbosity: state.verbosity,
  }));
  return (
    <Dialog open wide title={t('title')} onClose={() => setHelpOpen(false)}>
      <ul className={css.tips}>
        <li>{t('tip.point')}</li>
        <li>{t('tip.time')}</li>
        <li>{t('tip.whatIf')}</li>
      </ul>
      <div className={css.settings}>
        <Switch label={t('singleKeys')} checked={singleKeys} onChange={verbs.setSingleKeys} />
        <Select
          label={t('verbosity.label')}
          value={verbosity}
          options={verbosities.map((value) => ({ value, label: t(`verbosity.${value}`) }))}
          onChange={verbs.setVerbosity}
        />
      </div>
      <div className={css.groups}>
        {groups.map((group) => (
          <section key={group}>
            <h3 className={css.groupTitle}>{t(`group.${group}`)}</h3>
            <dl className={css.keys}>
              {commands
                .filter((command) => command.group === group && command.keys.length > 0)
                .map((command) => (
                  <div key={command.id}>
                    <dt>{t(`command.${command.id}`)}</dt>
                    <dd>
                      <kbd>{keyName(command.keys[0]!)}</kbd>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
