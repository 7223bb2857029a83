import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cutEnd,
  cutMiddle,
  padTo,
  showControls,
  showOneLine,
  widthOf,
} from '../../../electron/hosts/cli/terminal-text.ts';

test('an escape sequence from data is shown and not obeyed', () => {
  expect(showControls('\u001b[2J\u001b]0;owned\u0007')).toBe('\\x1b[2J\\x1b]0;owned\\x07');
  expect(showControls('\u009b31m')).toBe('\\x9b31m');
});

test('text cannot be reordered or hidden', () => {
  expect(showControls('a\u202eb\u200bc\u2066d\ufeff')).toBe('a\\u202eb\\u200bc\\u2066d\\ufeff');
});

test('tabs and line ends stay in blocks and become visible in lines', () => {
  expect(showControls('a\tb\nc\r')).toBe('a\tb\nc\\x0d');
  expect(showOneLine('a\tb\nc')).toBe('a\\tb\\nc');
});

test('no text, whatever it holds, brings a control character to the terminal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
      expect(showOneLine(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }),
  );
});

test('wide characters take two columns, combined ones take one', () => {
  expect(widthOf('abc')).toBe(3);
  expect(widthOf('日本')).toBe(4);
  expect(widthOf('e\u0301')).toBe(1);
  expect(padTo('日', 4)).toBe('日  ');
});

test('both ends of a long address stay readable', () => {
  expect(cutMiddle('https://crm.example.com/calls/answered', 21)).toBe('https://cr…s/answered');
  expect(cutEnd('Acme Dental', 6)).toBe('Acme …');
  expect(cutMiddle('short', 5)).toBe('short');
});

test('what is cut fits, and says that it was cut', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, columns) => {
      for (const cut of [cutEnd(text, columns), cutMiddle(text, columns)]) {
        expect(widthOf(cut)).toBeLessThanOrEqual(columns);
        expect(cut === text || cut.includes('…')).toBe(true);
      }
    }),
  );
});
