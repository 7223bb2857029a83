import { describe, expect, it } from 'vitest';
import { addValidFields, moveRow, rowOfPath } from '../../../../../renderer/features/integrations/editor/draft-rows.ts';
import { sampleIntegration } from './sample-integration.ts';

describe('the rows of a draft', () => {
  it('move within the list and never out of it', () => {
    expect(moveRow(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moveRow(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moveRow(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(moveRow(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
  });

  it('get every field that is valid for the event once, with a key that is free', () => {
    const fieldValues = [{ key: 'name', field: 'source-number' }];
    const all = addValidFields({ ...sampleIntegration, fieldValues });
    expect(all).toContainEqual({ key: 'name_2', field: 'name' });
    expect(all.map(({ field }) => field)).not.toContain('ivr-name');
    expect(all.filter(({ field }) => field === 'source-number')).toHaveLength(1);
    expect(addValidFields({ ...sampleIntegration, fieldValues: all })).toEqual(all);
  });

  it('are found by the path of their problem', () => {
    expect(rowOfPath('fieldValues.5.field')).toEqual({ list: 'fieldValues', index: 5 });
    expect(rowOfPath('requestUrl')).toBeNull();
  });
});
