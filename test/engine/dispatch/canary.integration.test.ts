import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Authentication, Integration } from '../../../shared/request/integration.ts';
import { openTestDispatch, sendFile, startBench } from './dispatch-fixture.ts';

const planted = 'pl4nted"c0ffee/+=%';
const user = 'acme-canary';

/** Every form a careless writer could leave it in; base64 without the letters that its neighbours decide. */
function listForms(value: string): string[] {
  const inside = [0, 1, 2].map((offset) =>
    Buffer.from(`${'x'.repeat(offset)}${value}`)
      .toString('base64')
      .slice(4, -4),
  );
  const json = JSON.stringify(value).slice(1, -1);
  return [
    value,
    json,
    JSON.stringify(json).slice(1, -1),
    encodeURIComponent(value),
    encodeURIComponent(value).toLowerCase(),
    ...inside,
  ];
}

function searchFolder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const bytes = readFileSync(join(folder, name));
    return listForms(planted)
      .filter((form) => bytes.includes(form))
      .map((form) => `${name}: ${form}`);
  });
}

const headers: Integration['headers'] = [{ name: 'X-Api-Key', value: { secret: 'canary' } }];
const answers = [
  {
    status: 200,
    headers: [['X-Echo', planted]] as [string, string][],
    body: JSON.stringify({ you: `sent ${planted}` }),
  },
  {
    status: 200,
    body: `auth=${encodeURIComponent(planted)}&basic=${Buffer.from(`${user}:${planted}`).toString('base64')}`,
  },
];

it.each<[string, Authentication]>([
  ['a token of the vault', { type: 'token', token: { secret: 'canary' } }],
  ['a password of the vault', { type: 'basic', username: user, password: { secret: 'canary' } }],
  ['a plain token of a file', { type: 'token', token: planted }],
  ['a plain password of a file', { type: 'basic', username: user, password: planted }],
])('%s that was sent and came back is in no file', async (_name, authentication) => {
  const on = openTestDispatch();
  // The plain ones are known from the delivery alone.
  const isOfVault = JSON.stringify(authentication).includes('secret');
  if (isOfVault) on.secrets.set('canary', { value: planted, origins: [] });
  await startBench(on, { answers: answers.map((answer) => ({ ...answer, times: 1 })) });
  const change = { authentication, headers: isOfVault ? headers : [] };
  for (const _ of answers) {
    const delivery = await sendFile(on, change, { to: { receiver: true }, withAuth: true });
    expect(delivery.outcome).toBe('delivered');
  }
  // It did arrive: the capture shows that there was something to replace.
  const captures = await on.bench.handlers.captures({ limit: 10 });
  expect(JSON.stringify(captures[0]?.headers)).toMatch(/\[secret .* #[0-9a-f]{8}\]/);
  expect(searchFolder(on.folder)).toEqual([]);
  on.database.run('PRAGMA wal_checkpoint(TRUNCATE)');
  expect(searchFolder(on.folder)).toEqual([]);
});
