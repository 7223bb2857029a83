import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applySuggestion, cutQuery, leaveOutProblems } from '../../../../renderer/app/query/segments.ts';
import type { QueryProblem } from '../../../../shared/query/errors.ts';
import { parseQuery } from '../../../../shared/query/parse-query.ts';

function problemsOf(text: string): readonly QueryProblem[] {
  const parsed = parseQuery(text, 'integrations');
  return parsed.ok ? [] : parsed.error;
}

const cut = (text: string) => cutQuery(text, problemsOf(text));
const chips = (text: string) =>
  cut(text)
    .filter(({ kind }) => kind === 'chip')
    .map(({ parts }) => parts.map((part) => part.text).join(''));

/** Texts as people type them: whole, broken off, and nonsense. */
const typed = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom('event:', 'evnt:x', '-tag:vip', 'crm', '"a b"', '(', ')', 'OR', '-', 'url~ex', 'enabled:maybe'),
      {
        maxLength: 8,
      },
    )
    .chain((words) => fc.constantFrom(words.join(' '), words.join(''))),
);

describe('the query bar draws', () => {
  it('exactly the text, so that it lies under its caret', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const drawn = cut(text).flatMap(({ parts }) => parts.map((part) => part.text));
        expect(drawn.join('')).toBe(text);
      }),
    );
  });

  it('a chip over each term, its minus included, and none over words', () => {
    expect(chips('updated:>-30d -tag:legacy crm')).toEqual(['updated:>-30d', '-tag:legacy']);
    expect(chips('account:"Acme Pty Ltd" event:')).toEqual(['account:"Acme Pty Ltd"', 'event:']);
  });

  it('marks over what is wrong and nothing else', () => {
    const wrong = cut('crm evnt:inbound').flatMap(({ parts }) => parts.filter((part) => part.isWrong));
    expect(wrong.map((part) => part.text)).toEqual(['evnt']);
  });

  it('no mark on a query that can be run', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const isMarked = cut(text).some(({ parts }) => parts.some((part) => part.isWrong));
        expect(isMarked).toBe(problemsOf(text).length > 0 && text !== '');
      }),
    );
  });
});

describe('a query with a problem', () => {
  it('takes the suggestion in the place of what was wrong', () => {
    const text = 'crm evnt:inbound-call-answered';
    const [problem] = problemsOf(text);
    expect(problem && applySuggestion(text, problem)).toBe('crm event:inbound-call-answered');
  });

  it('is run without the word the problem stands in', () => {
    expect(leaveOutProblems('crm event:inb', 'integrations')).toBe('crm');
    expect(leaveOutProblems('crm enabled:true', 'integrations')).toBe('crm enabled:true');
  });

  it('always leaves a query that can be run', () => {
    fc.assert(
      fc.property(typed, (text) => {
        expect(problemsOf(leaveOutProblems(text, 'integrations'))).toEqual([]);
      }),
    );
  });
});
