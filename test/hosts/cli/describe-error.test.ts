import { expect, test } from 'vitest';
import { describeError } from '../../../electron/hosts/cli/describe-error.ts';
import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import type { Problem } from '../../../shared/kernel/problem.ts';
import { queryErrors } from '../../../shared/query/errors.ts';

const problem = (path: string, message: string, severity: Problem['severity'] = 'error'): Problem => ({
  code: 'SOME',
  severity,
  path,
  message,
});

test('problems stand below the message, each once, with the file it is in', () => {
  const problems = [
    problem('headers.0.name', 'No header name.'),
    problem('event.values.source-number', 'Quote it.'),
    problem('dialect.boolean', 'Unknown word.', 'warning'),
  ];
  const error = dispatchErrors.create('REQUEST_INVALID', { problems });
  expect(describeError(error, { integration: 'crm.yaml', event: 'call.yaml', dialect: 'd.yaml' })).toEqual([
    'No request could be built, so nothing was accepted or sent.',
    '  crm.yaml: headers.0.name: No header name.',
    '  call.yaml: event.values.source-number: Quote it.',
    '  warning: d.yaml: dialect.boolean: Unknown word.',
  ]);
});

test('problems with the same text leave nothing of themselves in the message', () => {
  const problems = ['name', 'method', 'format'].map((path) => problem(path, 'This is required.'));
  const [message] = describeError(dispatchErrors.create('REQUEST_INVALID', { problems }));
  expect(message).toBe('No request could be built, so nothing was accepted or sent.');
});

test('a problem in a query is pointed at', () => {
  const query = 'account:日本 evnt:x';
  const error = queryErrors.create('QUERY_INVALID', {
    problems: [problem('query.11', 'Unknown key. Did you mean event?')],
  });
  const lines = describeError(error, { query });
  expect(lines.slice(1)).toEqual([`  ${query}`, `  ${' '.repeat(13)}^ Unknown key. Did you mean event?`]);
});

test('an error without problems is its message', () => {
  expect(describeError({ code: 'X', message: 'It failed. Nothing was done.' })).toEqual([
    'It failed. Nothing was done.',
  ]);
});
