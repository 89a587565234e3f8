import {
  ChevronDown,
  CircleHelp,
  Ellipsis,
  Eye,
  Monitor,
  Moon,
  Presentation,
  Share2,
  Sun,
  SunMoon,
} from 'lucide-react';
import { usePeers } from '../actions/use-peers.ts';
import { Button, IconButton } from '../design/button.tsx';
import { Menu, type MenuEntry } from '../design/menu.tsx';
import { Tabs } from '../design/tabs.tsx';
import { useStudio, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import css from './header.module.css';
import { Logo } from './logo.tsx';
import { ScenarioMenu } from './scenario-menu.tsx';
import { useShareEntries } from './share-entries.ts';
import { type Mode, useShell } from './shell-state.ts';
import { useRoomy } from './use-layout.ts';

const modes: readonly Mode[] = ['explore', 'attack', 'learn'];
const size = 18;

/** The line at the top: which world, how to work with it, through whose eyes, and how the page looks. */
export function Header() {
  const presenter = useStudio((state) => state.presenter);
  const roomy = useRoomy(presenter);
  return (
    <header className={css.header} data-roomy={roomy}>
      <h1 className={css.brand}>
        <Logo />
        <span className={roomy === 'wide' ? undefined : 'only-heard'}>Chainroom</span>
      </h1>
      <ScenarioMenu />
      {roomy !== 'narrow' && <Modes />}
      <span className={css.gap} />
      {roomy === 'narrow' || roomy === 'tight' ? (
        <EverythingMenu withModes={roomy === 'narrow'} />
      ) : (
        <>
          <ViewAs />
          <LanguageSwitch />
          <AppearanceMenu />
          <ShareMenu inWords={roomy === 'wide'} />
          <HelpButton />
        </>
      )}
    </header>
  );
}

function Modes() {
  const t = useText('shell');
  const { mode, setMode, setTab } = useShell((state) => state);
  return (
    <Tabs
      label={t('mode.label')}
      look="segments"
      value={mode}
      tabs={modes.map((value) => ({ value, label: t(`mode.${value}`) }))}
      onChange={(value) => {
        setMode(value);
        setTab('inspector');
      }}
    />
  );
}

function useViewAsEntries(): readonly MenuEntry[] {
  const t = useText('shell');
  const verbs = useVerbs();
  const viewAs = useStudio((state) => state.viewAs);
  const peers = usePeers();
  return [
    {
      kind: 'choice',
      label: t('viewAs.everyone'),
      note: t('viewAs.everyoneNote'),
      chosen: viewAs < 0,
      onSelect: () => verbs.setViewAs(-1),
    },
    ...peers.map(
      (peer): MenuEntry => ({
        kind: 'choice',
        label: peer.name,
        chosen: viewAs === peer.index,
        onSelect: () => verbs.setViewAs(peer.index),
      }),
    ),
  ];
}

/** Through whose eyes, and whether hidden blocks are seen. */
function ViewAs() {
  const t = useText('shell');
  const verbs = useVerbs();
  const { viewAs, godView } = useStudio((state) => ({ viewAs: state.viewAs, godView: state.godView }));
  const name = usePeers().find((peer) => peer.index === viewAs)?.name ?? t('viewAs.everyone');
  return (
    <>
      <Menu
        entries={useViewAsEntries()}
        align="end"
        trigger={
          <Button tone="quiet">
            <span className={css.quiet}>{t('viewAs.label')}</span>
            <strong className={css.strong}>{name}</strong>
            <ChevronDown size={14} aria-hidden />
          </Button>
        }
      />
      <IconButton
        label={t('godView')}
        shortcut="G"
        pressed={godView}
        onClick={() => verbs.setGodView(!godView)}
      >
        <Eye size={size} aria-hidden />
      </IconButton>
    </>
  );
}

/** Both languages are named in themselves, so that nobody has to read the other one to find their own. */
function LanguageSwitch() {
  const t = useText('shell');
  const verbs = useVerbs();
  const language = useStudio((state) => state.language);
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <Button tone="quiet" onClick={() => verbs.setLanguage(other)} aria-label={t('language')}>
      <span className={css.language} data-now={language === 'en'}>
        EN
      </span>
      <span className={css.language} data-now={language === 'zh-CN'} lang="zh-CN">
        中文
      </span>
    </Button>
  );
}

function useAppearanceEntries(): readonly MenuEntry[] {
  const t = useText('shell');
  const verbs = useVerbs();
  const { theme, presenter } = useStudio((state) => ({ theme: state.theme, presenter: state.presenter }));
  const icons = { system: <Monitor size={16} />, light: <Sun size={16} />, dark: <Moon size={16} /> };
  return [
    ...(['system', 'light', 'dark'] as const).map(
      (value): MenuEntry => ({
        kind: 'choice',
        label: t(`theme.${value}`),
        icon: icons[value],
        chosen: theme === value,
        onSelect: () => verbs.setTheme(value),
      }),
    ),
    { kind: 'separator' },
    {
      kind: 'choice',
      label: t('presenter'),
      note: t('presenterNote'),
      icon: <Presentation size={16} />,
      chosen: presenter,
      onSelect: () => verbs.setPresenter(!presenter),
    },
  ];
}

function AppearanceMenu() {
  const t = useText('shell');
  return (
    <Menu
      entries={useAppearanceEntries()}
      align="end"
      trigger={
        <IconButton label={t('theme.label')}>
          <SunMoon size={size} aria-hidden />
        </IconButton>
      }
    />
  );
}

function ShareMenu({ inWords }: { readonly inWords: boolean }) {
  const t = useText('shell');
  return (
    <Menu
      entries={useShareEntries()}
      align="end"
      trigger={
        <Button tone="quiet" aria-label={t('share.label')}>
          <Share2 size={size} aria-hidden />
          {inWords && t('share.label')}
        </Button>
      }
    />
  );
}

function HelpButton() {
  const t = useText('shell');
  const { helpOpen, setHelpOpen } = useShell((state) => state);
  return (
    <IconButton label={t('help')} shortcut="?" onClick={() => setHelpOpen(!helpOpen)}>
      <CircleHelp size={size} aria-hidden />
    </IconButton>
  );
}

/** Where there is no room for a row of buttons: one menu with all of them. */
function EverythingMenu({ withModes }: { readonly withModes: boolean }) {
  const t = useText('shell');
  const verbs = useVerbs();
  const { mode, setMode, setHelpOpen, setTab } = useShell((state) => state);
  const { language, godView } = useStudio((state) => ({ language: state.language, godView: state.godView }));
  const entries: readonly MenuEntry[] = [
    ...(withModes
      ? modes.map(
          (value): MenuEntry => ({
            kind: 'choice',
            label: t(`mode.${value}`),
            chosen: mode === value,
            onSelect: () => {
              setMode(value);
              setTab('inspector');
            },
          }),
        )
      : []),
    { kind: 'heading', label: t('language') },
    { kind: 'choice', label: 'English', chosen: language === 'en', onSelect: () => verbs.setLanguage('en') },
    {
      kind: 'choice',
      label: '简体中文',
      chosen: language === 'zh-CN',
      onSelect: () => verbs.setLanguage('zh-CN'),
    },
    { kind: 'heading', label: t('viewAs.label') },
    ...useViewAsEntries(),
    {
      kind: 'choice',
      label: t('godView'),
      chosen: godView,
      onSelect: () => verbs.setGodView(!godView),
    },
    { kind: 'heading', label: t('theme.label') },
    ...useAppearanceEntries(),
    { kind: 'separator' },
    ...useShareEntries(),
    { kind: 'separator' },
    { label: t('help'), icon: <CircleHelp size={16} aria-hidden />, onSelect: () => setHelpOpen(true) },
  ];
  return (
    <Menu
      entries={entries}
      align="end"
      trigger={
        <IconButton label={t('menu')}>
          <Ellipsis size={size} aria-hidden />
        </IconButton>
      }
    />
  );
}
