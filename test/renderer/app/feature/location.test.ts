import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AppLocation, formatLocation, parseLocation } from '../../../../renderer/app/feature/location.ts';

const empty: AppLocation = {
  ...{ screen: '', path: [], set: null, q: '', sort: null, cols: null },
  ...{ sel: null, tab: null, edit: null },
};

describe('the address of the window', () => {
  it('reads a screen with its query, order and open row', () => {
    const hash = '#/integrations?q=event:inbound-call-answered+enabled:false&sort=-updated&cols=name,url&sel=int_42';
    expect(parseLocation(hash)).toEqual({
      ...empty,
      screen: 'integrations',
      q: 'event:inbound-call-answered enabled:false',
      sort: '-updated',
      cols: ['name', 'url'],
      sel: 'int_42',
    });
  });

  it('writes the signs of the query language readably', () => {
    const address = formatLocation({ ...empty, screen: 'integrations', q: 'account:Acme* -tag:legacy' });
    expect(address).toBe('#/integrations?q=account:Acme*+-tag:legacy');
  });

  it('reads what it wrote', () => {
    const name = fc.stringMatching(/^-?[\w.-]{1,20}$/);
    const part = fc.string({ minLength: 1, unit: 'grapheme' });
    const location = fc.record({
      screen: fc.stringMatching(/^[a-z]{1,10}$/),
      path: fc.array(part, { maxLength: 3 }),
      set: fc.option(name),
      q: fc.string({ unit: 'grapheme' }),
      sort: fc.option(name),
      cols: fc.option(fc.array(fc.stringMatching(/^[\w -]{1,8}$/), { minLength: 1, maxLength: 5 })),
      sel: fc.option(name),
      tab: fc.option(name),
      edit: fc.option(name),
    });
    fc.assert(
      fc.property(location, (given) => {
        expect(parseLocation(formatLocation(given))).toEqual(given);
      }),
    );
  });

  it('takes any text, and leaves out what it does not understand', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseLocation(`#${text}`)));
    expect(parseLocation('#/accounts/%E0%A4%A?sort=a b&sel=../x&nonsense=1')).toEqual({
      ...empty,
      screen: 'accounts',
      path: ['%E0%A4%A'],
    });
  });

  it('writes an address for text that is no well-formed Unicode', () => {
    expect(formatLocation({ ...empty, screen: 'integrations', q: '\ud800' })).toBe('#/integrations?q=%EF%BF%BD');
  });
});
