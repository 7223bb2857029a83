import { describe, expect, test } from 'vitest';
import { leaveEachOut, listQueryParts, suggestWord } from '../../../../renderer/app/feature/query-parts.ts';

describe('the parts of a query that matches nothing', () => {
  test('are its terms and words, each with what stands before its value', () => {
    expect(listQueryParts('account:"Acme*" -tag:legacy screen-pop')).toEqual([
      { from: 0, to: 15, prefix: 'account:', text: '"Acme*"' },
      { from: 16, to: 27, prefix: '-tag:', text: 'legacy' },
      { from: 28, to: 38, prefix: '', text: 'screen-pop' },
    ]);
  });

  test('are left out one at a time', () => {
    const rest = leaveEachOut('account:"Acme*" -tag:legacy screen-pop').map(({ query }) => query);
    expect(rest).toEqual(['-tag:legacy screen-pop', 'account:"Acme*" screen-pop', 'account:"Acme*" -tag:legacy']);
  });

  test('are not left out of a query that is one part, or whose parts need not all hold', () => {
    expect(leaveEachOut('account:"Acme*"')).toEqual([]);
    expect(leaveEachOut('a OR b')).toEqual([]);
    expect(leaveEachOut('a (b c)')).toEqual([]);
  });
});

describe('a plain word that looks like a trigger event', () => {
  test('is offered as a question for that event in its place', () => {
    expect(suggestWord('enabled:true inboundanswred POST', 'integrations')).toEqual({
      text: 'event:inbound-call-answered',
      query: 'enabled:true event:inbound-call-answered POST',
    });
  });

  test('is left alone when it looks like none, or is too short to tell', () => {
    expect(suggestWord('Barrow', 'integrations')).toBeNull();
    expect(suggestWord('ivr', 'integrations')).toBeNull();
  });

  test('is left alone where nothing has an event', () => {
    expect(suggestWord('inboundanswred', 'accounts')).toBeNull();
  });
});
