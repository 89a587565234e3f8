import { describe, expect, test } from 'vitest';
import { commands } from '../../../src/views/help/commands.ts';
import { keyName } from '../../../src/views/help/key-names.ts';
import { commandFor } from '../../../src/views/help/use-keyboard.ts';

function press(key: string, held: Partial<Record<'ctrl' | 'meta' | 'shift' | 'alt', boolean>> = {}) {
  return {
    key,
    ctrlKey: held.ctrl === true,
    metaKey: held.meta === true,
    shiftKey: held.shift === true,
    altKey: held.alt === true,
    isComposing: false,
    target: null,
  };
}

test('no key stands for two commands', () => {
  const keys = commands.flatMap((command) => command.keys);
  expect(new Set(keys).size).toBe(keys.length);
});

describe('the map of keys', () => {
  test.each([
    [' ', {}, 'play'],
    ['ArrowRight', {}, 'eventOn'],
    ['ArrowLeft', {}, 'eventBack'],
    ['ArrowRight', { shift: true }, 'eventsOn'],
    ['ArrowLeft', { ctrl: true }, 'blockBack'],
    ['ArrowRight', { meta: true }, 'blockOn'],
    ['n', {}, 'interestingOn'],
    ['ArrowUp', {}, 'faster'],
    ['1', {}, 'tree'],
    ['4', {}, 'spacetime'],
    ['5', {}, 'charts'],
    [']', {}, 'viewAsNext'],
    ['[', {}, 'viewAsPrevious'],
    ['g', {}, 'godView'],
    ['m', {}, 'mine'],
    ['t', {}, 'pay'],
    ['x', {}, 'cut'],
    ['o', {}, 'attack'],
    ['v', {}, 'swap'],
    ['h', {}, 'bench'],
    ['f', {}, 'focus'],
    ['p', {}, 'presenter'],
    ['b', {}, 'bookmark'],
    ['/', {}, 'filter'],
    ['k', { ctrl: true }, 'palette'],
    ['?', { shift: true }, 'help'],
  ] as const)('%j %j', (key, held, id) => {
    expect(commandFor(press(key, held), true)?.id).toBe(id);
  });

  test('capital letters by Caps Lock mean the same as small ones', () => {
    expect(commandFor(press('G'), true)?.id).toBe('godView');
  });
});

describe('keys that mean something else', () => {
  test('Alt belongs to the browser', () => {
    expect(commandFor(press('ArrowLeft', { alt: true }), true)).toBeUndefined();
  });

  test('so do combinations that no command has', () => {
    expect(commandFor(press('p', { ctrl: true }), true)).toBeUndefined();
  });

  test('a key of an input method in the middle of a word is not a command', () => {
    expect(commandFor({ ...press('g'), isComposing: true }, true)).toBeUndefined();
  });
});

test('single keys can be switched off; those with Ctrl stay', () => {
  expect(commandFor(press('g'), false)).toBeUndefined();
  expect(commandFor(press(' '), false)).toBeUndefined();
  expect(commandFor(press('k', { ctrl: true }), false)?.id).toBe('palette');
});

test('keys are named as people write them', () => {
  expect(['ctrl+k', 'shift+arrowleft', ' ', '?'].map(keyName)).toEqual(['Ctrl K', 'Shift ←', 'Space', '?']);
});
