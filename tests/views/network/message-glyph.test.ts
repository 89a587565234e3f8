import { expect, test } from 'vitest';
import { colouredBy, glyphIndex, glyphOf, glyphs } from '../../../src/views/network/message-glyph.ts';

const payload = (command: string, objectKind: 'block' | 'tx' | 'none', objects: number[] = []) => ({
  index: 0,
  command,
  size: 61,
  objectKind,
  objects,
  count: objects.length,
});

test('every kind of message has a glyph, and unknown commands share one', () => {
  expect(glyphOf('inv')).toBe('inv');
  expect(glyphOf('verack')).toBe('version');
  expect(glyphOf('feefilter')).toBe('other');
  expect(glyphs[glyphIndex(payload('getheaders', 'block'))]).toBe('getheaders');
  expect(glyphs[glyphIndex(undefined)]).toBe('other');
});

test('a message takes the colour of the newest block it is about', () => {
  expect(colouredBy(payload('headers', 'block', [4, 5, 6]))).toBe(6);
  expect(colouredBy(payload('inv', 'tx', [4]))).toBe(-2);
  expect(colouredBy(payload('ping', 'none'))).toBe(-1);
  expect(colouredBy(undefined)).toBe(-1);
});
