import { FolderOpen, Link2, Save, ShieldCheck } from 'lucide-react';
import { createElement, useMemo } from 'react';
import type { MenuEntry } from '../design/menu.tsx';
import { useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { chooseFile } from './choose-file.ts';
import { useShell } from './shell-state.ts';

/** What one can do with a run: pass it on as a link or a file, take one in, have it checked. */
export function useShareEntries(): readonly MenuEntry[] {
  const t = useText('shell');
  const verbs = useVerbs();
  const setLinkOpen = useShell((state) => state.setLinkOpen);
  return useMemo(
    () => [
      {
        label: t('share.link'),
        note: t('share.linkNote'),
        icon: createElement(Link2, { size: 16, 'aria-hidden': true }),
        onSelect: () => setLinkOpen(true),
      },
      {
        label: t('share.save'),
        icon: createElement(Save, { size: 16, 'aria-hidden': true }),
        onSelect: () => void verbs.saveFile(),
      },
      {
        label: t('share.load'),
        note: t('share.loadNote'),
        icon: createElement(FolderOpen, { size: 16, 'aria-hidden': true }),
        onSelect: () => void chooseFile().then((file) => file && verbs.loadText(file.text, file.name)),
      },
      { kind: 'separator' },
      {
        label: t('share.verify'),
        note: t('share.verifyNote'),
        icon: createElement(ShieldCheck, { size: 16, 'aria-hidden': true }),
        onSelect: () => void verbs.verify(),
      },
    ],
    [t, verbs, setLinkOpen],
  );
}
