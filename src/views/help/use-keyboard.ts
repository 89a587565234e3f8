import { useEffect } from 'react';
import { useActions } from '../actions/action-state.ts';
import { useShell } from '../shell/shell-state.ts';
import { useStudioCore } from '../use-studio.ts';
import { type Command, commands } from './commands.ts';

/** Lets the keyboard run commands, everywhere except where keys already mean something. */
export function useKeyboard(): void {
  const studio = useStudioCore();
  useEffect(() => {
    let movesByKeyboard = true;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') return closeWhatIsOpen();
      const command = commandFor(event, studio.getState().singleKeys, movesByKeyboard);
      if (command === undefined || event.defaultPrevented) return;
      event.preventDefault();
      // A button that was clicked last would be pressed once more when the key comes up.
      if (event.key === ' ' && document.activeElement instanceof HTMLButtonElement)
        document.activeElement.blur();
      command.run(studio);
    };
    const onPointerDown = () => {
      movesByKeyboard = false;
    };
    const onTab = (event: KeyboardEvent) => {
      if (event.key === 'Tab') movesByKeyboard = true;
    };
    window.addEventListener('pointerdown', onPointerDown, true);
    window.addEventListener('keydown', onTab, true);
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('pointerdown', onPointerDown, true);
      window.removeEventListener('keydown', onTab, true);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [studio]);
}

/** Escape closes a card wherever the focus is, leaves a field, then gives the page back its panels. */
function closeWhatIsOpen(): void {
  const shell = useShell.getState();
  const actions = useActions.getState();
  if (actions.form !== undefined) actions.closeForm();
  else if (shell.paletteOpen) shell.setPaletteOpen(false);
  else if (shell.helpOpen) shell.setHelpOpen(false);
  else if (shell.seedOpen) shell.setSeedOpen(false);
  else if (shell.linkOpen) shell.setLinkOpen(false);
  else if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
  else if (shell.focused !== undefined) shell.toggleFocused(shell.focused);
}

/** The command that a key press stands for here, if any.
 * @param singleKeys whether shortcuts without Ctrl are on
 * @param movesByKeyboard whether the focus got where it is by Tab: then Space belongs to a focused button; after a
 *   click it still means play */
export function commandFor(
  event: Pick<
    KeyboardEvent,
    'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'target'
  >,
  singleKeys: boolean,
  movesByKeyboard = true,
): Command | undefined {
  if (event.isComposing || event.altKey) return undefined;
  const combo = comboOf(event);
  const command = byKey.get(combo);
  if (command === undefined) return undefined;
  const withControl = combo.startsWith('ctrl+');
  if (!withControl && !singleKeys) return undefined;
  const place = event.target;
  if (!isElement(place)) return command;
  if (combo === 'ctrl+k') return command;
  if (isTyping(place)) return undefined;
  if (usesKey(place, combo, movesByKeyboard)) return undefined;
  return command;
}

/** `KeyboardEvent` as commands name keys: Ctrl and ⌘ are the same; Shift counts only with keys that have no other face. */
function comboOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>): string {
  const key = event.key.toLowerCase();
  const shifted = event.shiftKey && (key.length > 1 || /[a-z]/.test(key));
  return `${event.ctrlKey || event.metaKey ? 'ctrl+' : ''}${shifted ? 'shift+' : ''}${key}`;
}

const byKey = new Map(commands.flatMap((command) => command.keys.map((key) => [key, command] as const)));

/** `window` and nothing at all are targets too. */
function isElement(target: EventTarget | null): target is Element {
  return target !== null && 'closest' in target;
}

function isTyping(place: Element): boolean {
  return place.closest('input:not([type=checkbox]):not([type=range]), textarea, [contenteditable]') !== null;
}

const ownArrows =
  '[role=tab], [role=menu], [role=menuitem], [role=listbox], [role=option], [role=separator], [role=tree], [role=grid], [role=combobox], input';

/** Does the focused control need this key itself? */
function usesKey(place: Element, combo: string, movesByKeyboard: boolean): boolean {
  if (combo === ' ') {
    const inputs = 'input, [role=switch], [role=checkbox], [role=menu], [role=listbox]';
    const pressed = `${inputs}, button, a, summary, [role=button], [role=tab]`;
    return place.closest(movesByKeyboard ? pressed : inputs) !== null;
  }
  if (combo.includes('arrow'))
    return place.closest(ownArrows) !== null || place.closest('[data-own-arrows]') !== null;
  // Menus jump to an entry by its first letter.
  return place.closest('[role=menu], [role=listbox]') !== null;
}
