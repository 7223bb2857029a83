// Signing a request as Standard Webhooks has it, with the key made once and with the key made for each.
import { createHmac, randomBytes } from 'node:crypto';
import { parseSigningSecret, signHeaders } from '../../../electron/engine/dispatch/sign-request.ts';
import { serveContender } from '../contender.ts';
import type { BuildingTask } from './building.ts';

const id = 'dlv_01jdg5y0k3v8r2m7qx4n9w6tze';
const timestampSeconds = 1_795_600_000;
const secret = `whsec_${randomBytes(32).toString('base64')}`;
const keys = [parseSigningSecret(secret)].filter((key) => key !== null);

serveContender<null, BuildingTask, { sample: string }>(() => ({
  run: async ({ name, count }) => {
    const sign = name === 'signing' ? signCompiled : signPlain;
    for (let index = 0; index < count; index += 1) sign(`{"call":${index}}`);
    return { sample: sign('{}') };
  },
  close: async () => {},
}));

function signCompiled(body: string): string {
  const headers = signHeaders({ id, timestampSeconds, body, keys });
  return headers.find(([name]) => name === 'webhook-signature')?.[1] ?? '';
}

function signPlain(body: string): string {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestampSeconds}.${body}`).digest('base64')}`;
}
