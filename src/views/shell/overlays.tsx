import { lazy, Suspense } from 'react';
import { useActions } from '../actions/action-state.ts';
import { ContextMenus } from '../actions/context-menus.tsx';
import { FileDrop } from './file-drop.tsx';
import { LinkCard } from './link-card.tsx';
import { SeedCard } from './seed-card.tsx';
import { useShell } from './shell-state.ts';

const ActionForms = lazy(async () => ({
  default: (await import('../actions/action-forms.tsx')).ActionForms,
}));
const HelpCard = lazy(async () => ({ default: (await import('../help/help-card.tsx')).HelpCard }));
const CommandPalette = lazy(async () => ({
  default: (await import('../help/command-palette.tsx')).CommandPalette,
}));

/** Everything that opens over the page: menus, cards, the palette. Loaded when first wanted. */
export function Overlays() {
  const { paletteOpen, helpOpen, seedOpen, linkOpen } = useShell((state) => state);
  const hasForm = useActions((state) => state.form !== undefined);
  return (
    <>
      <ContextMenus />
      <FileDrop />
      {seedOpen && <SeedCard />}
      {linkOpen && <LinkCard />}
      <Suspense fallback={null}>
        {hasForm && <ActionForms />}
        {helpOpen && <HelpCard />}
        {paletteOpen && <CommandPalette />}
      </Suspense>
    </>
  );
}
