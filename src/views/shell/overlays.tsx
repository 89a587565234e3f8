import { lazy, Suspense } from 'react';
import { useActions } from '../actions/action-state.ts';
import { ContextMenus } from '../actions/context-menus.tsx';
import { FileDrop } from './file-drop.tsx';
import { useShell } from './shell-state.ts';

const ActionForms = lazy(async () => ({
  default: (await import('../actions/action-forms.tsx')).ActionForms,
}));
const LinkCard = lazy(async () => ({ default: (await import('./link-card.tsx')).LinkCard }));
const SeedCard = lazy(async () => ({ default: (await import('./seed-card.tsx')).SeedCard }));
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
      <Suspense fallback={null}>
        {hasForm && <ActionForms />}
        {seedOpen && <SeedCard />}
        {linkOpen && <LinkCard />}
        {helpOpen && <HelpCard />}
        {paletteOpen && <CommandPalette />}
      </Suspense>
    </>
  );
}
