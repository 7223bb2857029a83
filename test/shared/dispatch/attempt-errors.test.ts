import { expect, it } from 'vitest';
import { attemptErrors } from '../../../shared/dispatch/attempt-errors.ts';

const detail = { host: 'crm.test', address: '10.0.0.1', port: 4100, status: 403, deadlineMs: 15_000 };

it.each(attemptErrors.codes)('%s says in whole sentences what happened to the request', (code) => {
  const create = attemptErrors.create as (code: string, detail: unknown) => { message: string };
  const { message } = create(code, detail);
  expect(message).toMatch(/^[A-Z].*[.?]$|^crm\.test /);
  expect(message).toMatch(/othing was sent|received the request/);
  expect(message).not.toMatch(/undefined|\[object/);
});
