import { expect, test } from 'vitest';
import { integrationsErrors } from '../../../shared/integrations/errors.ts';

test('a refused integration is told by its errors, and carries its warnings along', () => {
  const problems = [
    { code: 'URL_INVALID', severity: 'error', path: 'requestUrl', message: 'This is no URL.' },
    { code: 'FIELD_UNLIKELY', severity: 'warning', path: 'fieldValues.0.field', message: 'Rarely there.' },
  ] as const;
  const error = integrationsErrors.create('INTEGRATION_INVALID', { problems });
  expect(error.message).toBe('The integration was not saved. requestUrl: This is no URL.');
  expect(error.problems).toEqual(problems);
});
