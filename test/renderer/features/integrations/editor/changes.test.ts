import { describe, expect, it } from 'vitest';
import { listChanges } from '../../../../../renderer/features/integrations/editor/changes.ts';
import {
  decideSides,
  listDisagreements,
  mergeVersions,
} from '../../../../../renderer/features/integrations/editor/merge-conflict.ts';
import type { Integration } from '../../../../../shared/request/integration.ts';
import { sampleIntegration } from './sample-integration.ts';

const withChange = (change: Partial<Integration>): Integration => ({ ...sampleIntegration, ...change });

describe('the changes of a draft', () => {
  it('stand in the portal’s order and words', () => {
    const after = withChange({ triggerEvent: 'ivr-call-received', requestUrl: 'https://crm.example.net/' });
    expect(listChanges(sampleIntegration, after)).toEqual([
      { member: 'requestUrl', before: 'https://crm.example.com/hook?src=pbx', after: 'https://crm.example.net/' },
      { member: 'triggerEvent', before: 'Inbound Call Answered', after: 'IVR Call Received' },
    ]);
  });

  it('never show a secret', () => {
    const after = withChange({ authentication: { type: 'token', token: 'fictitious-token' } });
    expect(JSON.stringify(listChanges(sampleIntegration, after))).not.toContain('fictitious-token');
  });
});

describe('two people at one integration', () => {
  const versions = {
    base: sampleIntegration,
    mine: withChange({ name: 'Mine', method: 'GET' }),
    theirs: withChange({ name: 'Theirs', silentMode: true }),
  };

  it('must choose only where both changed the same field', () => {
    expect(listDisagreements(versions)).toEqual([
      { member: 'name', changedBy: null },
      { member: 'method', changedBy: 'mine' },
      { member: 'silentMode', changedBy: 'theirs' },
    ]);
  });

  it('keep what each changed alone, and what was chosen', () => {
    expect(mergeVersions(versions, { name: 'theirs' })).toEqual(
      withChange({ name: 'Theirs', method: 'GET', silentMode: true }),
    );
  });

  it('overwrite nothing of theirs that nobody decided', () => {
    expect(decideSides(versions, {}).get('name')).toBeNull();
    expect(mergeVersions(versions, {}).name).toBe('Theirs');
  });

  it('must choose everywhere when it is not known any more what the draft was begun from', () => {
    const sides = decideSides({ ...versions, base: null }, { method: 'mine' });
    expect([...sides]).toEqual([
      ['name', null],
      ['method', 'mine'],
      ['silentMode', null],
    ]);
  });
});
