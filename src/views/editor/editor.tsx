import { FileDown, FolderOpen, Play, Plus, Redo2, Undo2, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { draftFileName, draftText, openDraft } from '#app/editor/draft-file';
import { emptyScenario } from '#app/editor/empty-scenario';
import type { RunRefusal } from '#simulation/refusal';
import { engineVersion } from '#simulation/run';
import { parseScenario } from '#simulation/scenario/parse-scenario';
import { Button, IconButton } from '../design/button.tsx';
import { Menu } from '../design/menu.tsx';
import { Tabs } from '../design/tabs.tsx';
import { useKeepFocus } from '../design/use-keep-focus.ts';
import { saveFile } from '../experiments/save-file.ts';
import { chooseFile } from '../shell/choose-file.ts';
import { useShell } from '../shell/shell-state.ts';
import { useStudio, useVerbs } from '../use-studio.ts';
import { useText, useTextIfKnown } from '../use-text.ts';
import { AboutTab } from './about-tab.tsx';
import css from './editor.module.css';
import { type EditorTab, editorTabs, tabOf, useEditor } from './editor-state.ts';
import { GoalsTab } from './goals-tab.tsx';
import { JsonTab } from './json-tab.tsx';
import { NetworkTab } from './network-tab.tsx';
import { SettingsTab } from './settings-tab.tsx';
import { StoryTab } from './story-tab.tsx';
import { TestTab } from './test-tab.tsx';
import { FaultsOf, useFaults } from './use-faults.tsx';
import { useRecorder } from './use-recorder.ts';

const menuClosesMillis = 80;
/** Who goes on after writing a scenario is where scenarios are chosen. */
const openerSelector = '[data-opens=scenarios]';

/** The scenario editor: record what was done, tell it as a story, ask, try it, export it. */
export function Editor() {
  const t = useText('editor');
  const { draft, restore, notKept } = useEditor((state) => state);
  const setOpen = useShell((state) => state.setEditorOpen);
  const [refusal, setRefusal] = useState<RunRefusal | undefined>(undefined);
  const section = useRef<HTMLElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useKeepFocus(section, '[role=tab][aria-selected=true]');
  useEffect(() => void restore(), [restore]);
  useEffect(() => {
    // The menu that opened the editor gives the focus back to its button first.
    const timer = setTimeout(() => title.current?.focus({ preventScroll: true }), menuClosesMillis);
    return () => clearTimeout(timer);
  }, []);
  const close = () => {
    setOpen(false);
    document.querySelector<HTMLElement>(openerSelector)?.focus();
  };
  const open = async () => {
    const file = await chooseFile();
    if (file === undefined) return;
    const opened = openDraft(file.text);
    setRefusal('refusal' in opened ? opened.refusal : undefined);
    if ('draft' in opened) useEditor.getState().begin(opened.draft);
  };
  return (
    <section ref={section} className={css.editor} aria-label={t('title')} onKeyDown={undoByKey}>
      <header className={css.head}>
        <h2 ref={title} className={css.title} tabIndex={-1}>
          {t('title')}
        </h2>
        <div className={css.headButtons}>
          {draft !== undefined && <UndoButtons />}
          <IconButton label={t('close')} onClick={close}>
            <X size={18} aria-hidden />
          </IconButton>
        </div>
      </header>
      {refusal !== undefined && <FileRefusal refusal={refusal} />}
      {notKept && (
        <p className={css.alert} role="alert">
          {t('notKept')}
        </p>
      )}
      {draft === undefined ? (
        <Beginning onOpen={() => void open()} />
      ) : (
        <FaultsOf draft={draft}>
          <Toolbar onOpen={() => void open()} />
          <EditorTabs />
        </FaultsOf>
      )}
    </section>
  );
}

function UndoButtons() {
  const t = useText('editor');
  const { history, undo, redo } = useEditor((state) => state);
  return (
    <>
      <IconButton label={t('undo')} shortcut="Ctrl Z" disabled={history.past.length === 0} onClick={undo}>
        <Undo2 size={16} aria-hidden />
      </IconButton>
      <IconButton label={t('redo')} shortcut="Ctrl Y" disabled={history.future.length === 0} onClick={redo}>
        <Redo2 size={16} aria-hidden />
      </IconButton>
    </>
  );
}

function EditorTabs() {
  const t = useText('editor');
  const { tab, setTab } = useEditor((state) => state);
  const faults = useFaults();
  const wrong = (value: EditorTab) => faults.some(({ place }) => tabOf(place) === value);
  return (
    <Tabs
      label={t('parts')}
      className={css.tabs}
      value={tab}
      tabs={editorTabs.map((value) => ({
        value,
        label: wrong(value) ? t('tabWrong', { tab: t(`tab.${value}`) }) : t(`tab.${value}`),
      }))}
      onChange={setTab}
    >
      <div key={tab} className={css.body}>
        {bodyOf(tab)}
      </div>
    </Tabs>
  );
}

function bodyOf(tab: EditorTab) {
  switch (tab) {
    case 'about':
      return <AboutTab />;
    case 'network':
      return <NetworkTab />;
    case 'story':
      return <StoryTab />;
    case 'settings':
      return <SettingsTab />;
    case 'goals':
      return <GoalsTab />;
    case 'test':
      return <TestTab />;
    case 'json':
      return <JsonTab />;
  }
}

/** Ctrl+Z and Ctrl+Y in every field but JSON, where the browser knows the single letters. */
function undoByKey(event: KeyboardEvent): void {
  const { target } = event;
  if (target instanceof HTMLElement && target.dataset.mono !== undefined) return;
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return;
  event.preventDefault();
  event.stopPropagation();
  if (key === 'y' || event.shiftKey) useEditor.getState().redo();
  else useEditor.getState().undo();
}

/** Nothing is written yet: what can be done first. */
function Beginning({ onOpen }: { readonly onOpen: () => void }) {
  const t = useText('editor');
  const recorder = useRecorder();
  const count = useStudio((state) => state.run.actions.length);
  return (
    <div className={css.body}>
      <p className={css.quiet}>{t('begin.words')}</p>
      <div className={css.toolbar}>
        <Button tone="primary" onClick={() => void recorder.begin('beats')}>
          {count > 0 ? t('begin.record', { count }) : t('begin.fromThis')}
        </Button>
        <Button onClick={() => useEditor.getState().begin(emptyScenario, 'network')}>
          <Plus size={16} aria-hidden /> {t('begin.empty')}
        </Button>
        <Button onClick={onOpen}>
          <FolderOpen size={16} aria-hidden /> {t('openFile')}
        </Button>
      </div>
      <p className={css.quiet}>{t('begin.hint')}</p>
    </div>
  );
}

function Toolbar({ onOpen }: { readonly onOpen: () => void }) {
  const t = useText('editor');
  const verbs = useVerbs();
  const recorder = useRecorder();
  const { draft, setTab } = useEditor((state) => state);
  if (draft === undefined) return null;
  const play = () => {
    const parsed = parseScenario(draft);
    if (!parsed.ok) return setTab('test');
    const scenario = parsed.value;
    void verbs.openRun({ engine: engineVersion, scenario, seed: scenario.defaultSeed, actions: [] });
  };
  return (
    <div className={css.toolbar}>
      <Menu
        trigger={
          <Button>
            <Plus size={16} aria-hidden /> {t('record.menu')}
          </Button>
        }
        entries={[
          { label: t('record.steps'), note: t('record.stepsNote'), onSelect: () => void recorder.add() },
          { kind: 'separator' },
          {
            label: t('record.anew'),
            note: t('record.anewNote'),
            onSelect: () => void recorder.begin('beats'),
          },
          {
            label: t('record.timed'),
            note: t('record.timedNote'),
            onSelect: () => void recorder.begin('actions'),
          },
          {
            label: t('begin.empty'),
            note: t('begin.emptyNote'),
            onSelect: () => useEditor.getState().begin(emptyScenario, 'network'),
          },
          {
            label: t('openFile'),
            icon: <FolderOpen size={16} aria-hidden />,
            onSelect: onOpen,
          },
        ]}
      />
      <Button onClick={play}>
        <Play size={16} aria-hidden /> {t('play')}
      </Button>
      <Button onClick={() => saveFile(draftFileName(draft), draftText(draft), 'application/json')}>
        <FileDown size={16} aria-hidden /> {t('export')}
      </Button>
    </div>
  );
}

function FileRefusal({ refusal }: { readonly refusal: RunRefusal }) {
  const t = useText('editor');
  const errors = useTextIfKnown('errors');
  const { key, path, values } = refusal;
  const place = values.line === undefined ? path : (errors('place', { ...values, path }) ?? path);
  return (
    <p className={css.alert} role="alert">
      {errors(key, { ...values, path: key === 'notJson' ? '' : place }) ?? t('wrong.other', { key })}
    </p>
  );
}
