import { X } from 'lucide-react';
import { Button, IconButton } from '../design/button.tsx';
import { useStudio, useVerbs } from '../use-studio.ts';
import { useLocalText, useText } from '../use-text.ts';
import css from './introduction.module.css';
import { useShell } from './shell-state.ts';

/** The scenario's one paragraph: what will happen, what to try. Not modal; goes away for good when told to. */
export function Introduction({ dismissible }: { readonly dismissible: boolean }) {
  const t = useText('shell');
  const local = useLocalText();
  const verbs = useVerbs();
  const { scenario, playing, godView } = useStudio((state) => ({
    scenario: state.run.scenario,
    playing: state.playing,
    godView: state.godView,
  }));
  const { setWelcome, setMode, setTab } = useShell((state) => state);
  return (
    <section className={css.introduction} aria-label={t('introduction')}>
      <div className={css.head}>
        <h2 className={css.title}>{local(scenario.title)}</h2>
        {dismissible && (
          <IconButton label={t('dismiss')} onClick={() => setWelcome(false)}>
            <X size={18} aria-hidden />
          </IconButton>
        )}
      </div>
      {paragraphs(local(scenario.introduction)).map((paragraph) => (
        <p key={paragraph} className={css.words}>
          {paragraph}
        </p>
      ))}
      {scenario.family !== undefined && !godView && <p className={css.words}>{t('attackHidden')}</p>}
      {dismissible && (
        <div className={css.buttons}>
          <Button tone={playing ? 'plain' : 'primary'} onClick={verbs.togglePlay}>
            {t(playing ? 'pauseHere' : 'playHere')}
          </Button>
          {scenario.family !== undefined && (
            <>
              {!godView && <Button onClick={() => verbs.setGodView(true)}>{t('godViewHere')}</Button>}
              <Button
                onClick={() => {
                  setMode('attack');
                  setTab('inspector');
                }}
              >
                {t('stageHere')}
              </Button>
            </>
          )}
          <Button
            tone="quiet"
            onClick={() => {
              setMode('learn');
              setTab('inspector');
            }}
          >
            {t('constants.more')}
          </Button>
        </div>
      )}
    </section>
  );
}

function paragraphs(text: string): readonly string[] {
  return text
    .split(/\n+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
