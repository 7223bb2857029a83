import { describe, expect, it } from 'vitest';
import { checkNewPassphrase, readOrigins } from '../../../../renderer/features/vault/read-origins.ts';

describe('origins as they are typed', () => {
  it('are read one a line, each once, without their paths', () => {
    const typed = 'https://crm.example.com/hook\n\nHTTPS://CRM.example.com\nhttps://desk.example.com:8443 ';
    expect(readOrigins(typed)).toEqual({ origins: ['https://crm.example.com', 'https://desk.example.com:8443'] });
  });

  it('may be none', () => expect(readOrigins('  \n')).toEqual({ origins: [] }));

  it('name the first line that is no address', () => {
    expect(readOrigins('https://crm.example.com\ncrm.example.com\nftp://a.test')).toEqual({
      refused: 'crm.example.com',
    });
  });
});

describe('a new passphrase', () => {
  it('must be hard to guess before anything else', () => expect(checkNewPassphrase('aaaaaaaa', 'b')).toBe('weak'));
  it('must be typed twice alike', () => expect(checkNewPassphrase('river stone', 'river stome')).toBe('different'));
  it('can be used then', () => expect(checkNewPassphrase('river stone', 'river stone')).toBeNull());
});
