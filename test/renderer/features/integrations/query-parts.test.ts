import { describe, expect, test } from 'vitest';
import { listQueryParts, suggestWord } from '../../../../renderer/features/integrations/query-parts.ts';

describe('the parts of a query that matches nothing', () => {
  test('are its terms and words, each with what stands before its value', () => {
    expect(listQueryParts('account:"Acme*" -tag:legacy screen-pop')).toEqual([
      { position: 8, prefix: 'account:', text: '"Acme*"' },
      { position: 21, prefix: '-tag:', text: 'legacy' },
      { position: 28, prefix: '', text: 'screen-pop' },
    ]);
  });
});

describe('a plain word that looks like a trigger event', () => {
  test('is offered as a question for that event in its place', () => {
    expect(suggestWord('enabled:true inboundanswred POST')).toEqual({
      text: 'event:inbound-call-answered',
      query: 'enabled:true event:inbound-call-answered POST',
    });
  });

  test('is left alone when it looks like none, or is too short to tell', () => {
    expect(suggestWord('Barrow')).toBeNull();
    expect(suggestWord('ivr')).toBeNull();
  });
});
