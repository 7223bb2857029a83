// What the pictures show: a morning of the sandbox reseller, made by contract calls like any other. Every request goes to the receiver
// on this machine or is refused.

import type { Answer } from '../../shared/bench/capture.ts';
import { sampleEvent } from '../../shared/catalog/sample-events.ts';
import type { TriggerId } from '../../shared/catalog/trigger-events.ts';
import type { AppError } from '../../shared/kernel/app-error.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { Integration } from '../../shared/request/integration.ts';
import { integrationSchema } from '../../shared/request/integration.ts';
import type { PictureHost } from './picture-host.ts';

type Client = PictureHost['client'];

/** 23 November 2026, 10:46 in Sydney. */
export const pictureTimeMs = Date.UTC(2026, 10, 22, 23, 46, 0);

/** Acme Dental / Head Office / CRM screen-pop of the sandbox. */
export const screenPopId = 'int_10003';

const passphrase = 'five fictitious words for pictures';

export interface Filled {
  /** The delivery that failed and was replayed in vain. */
  readonly failedId: string;
}

export async function fillSandbox(host: PictureHost): Promise<Filled> {
  const { client } = host;
  await keepSecrets(host);
  await authenticateScreenPop(client);
  await startReceiver(client);
  const failedId = await makeDeliveries(host);
  host.setClock(pictureTimeMs - 4 * minuteMs);
  await keepDraft(client);
  host.setClock(pictureTimeMs);
  await client.bench.setAnswers({ answers: [answer({ status: 503, times: 2 }), answer({ status: 204 })] });
  return { failedId };
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

function unwrap<T>(result: Result<T, AppError>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.error.code}: ${result.error.message}`);
}

/** Fictitious values; they are removed with the folder. */
async function keepSecrets(host: PictureHost): Promise<void> {
  const { vault } = host.client;

  unwrap(await vault.create({ passphrase }));
  const receiver = ['https://crm.acme-dental.example.com', 'https://tickets.acme-dental.example.com'];
  const secrets = [
    ['crm-acme-dental', 'endpoint', receiver],
    ['board-acme-dental', 'endpoint', ['https://board.deskline.example.net']],
    ['records-acme-dental', 'endpoint', ['https://records.acme-dental.example.com']],
    ['directory-token', 'endpoint', ['https://directory.example.org', 'https://directory2.example.org']],
    ['portal-au', 'portal', ['https://portal.example.com']],
    ['webhook-signing', 'signing', []],
  ] as const;
  for (const [index, [name, kind, origins]] of secrets.entries()) {
    host.setClock(pictureTimeMs - (9 - index) ** 2 * dayMs * 0.6);
    unwrap(
      await vault.set({
        name,
        kind,
        value: `fictitious value ${index}${name.length}f${index}a`,
        origins: [...origins],
      }),
    );
  }
}

async function authenticateScreenPop({ integrations }: Client): Promise<void> {
  const integration = {
    ...(await readIntegration({ integrations }, screenPopId)),
    pathArguments: 'v2/answered',
    headers: [{ name: 'X-Tenant', value: 'acme-dental' }],
    authentication: { type: 'basic', username: 'acme-dental', password: { secret: 'crm-acme-dental' } } as const,
  };
  unwrap(await integrations.save({ id: screenPopId, integration }));
}

async function readIntegration({ integrations }: Pick<Client, 'integrations'>, id: string): Promise<Integration> {
  const record = unwrap(await integrations.get({ id }));
  const members = Object.keys(integrationSchema.shape);
  return integrationSchema.parse(Object.fromEntries(Object.entries(record).filter(([name]) => members.includes(name))));
}

/** The draft has a row that its event never sends. */
async function keepDraft({ integrations }: Client): Promise<void> {
  const saved = await readIntegration({ integrations }, screenPopId);
  const fieldValues = saved.fieldValues.toSpliced(5, 0, { key: 'ivr', field: 'ivr-name' });
  unwrap(
    await integrations.saveDraft({
      id: screenPopId,
      integration: { ...saved, pathArguments: 'v3/answered', fieldValues },
    }),
  );
}

/** Its usual port, or any other where that is taken; then the address in the pictures differs. */
async function startReceiver({ bench }: Client): Promise<void> {
  const started = await bench.start({ port: 8787 });
  if (!started.ok) unwrap(await bench.start({ port: 0 }));
}

const answer = (given: Partial<Answer>): Answer => ({ status: 200, headers: [], body: '', delayMs: 0, ...given });

const json = [['Content-Type', 'application/json']] as [string, string][];
const answers = {
  done: answer({ delayMs: 60, headers: json, body: '{"ok":true}' }),
  quick: answer({ status: 204, delayMs: 20 }),
  unknown: answer({ status: 422, delayMs: 90, headers: json, body: '{"error":"unknown_extension","ext":"201"}' }),
  failing: answer({
    status: 502,
    delayMs: 420,
    headers: [
      ['Date', new Date(pictureTimeMs).toUTCString()],
      ['Server', 'crm-gateway'],
      ['Via', '1.1 edge-syd-2'],
      ...json,
    ],
    body: '{"error":"upstream_unavailable","node":"crm-app-03"}',
  }),
  busy: answer({ status: 503, delayMs: 120, headers: [['Retry-After', '30']] }),
  late: answer({ delayMs: 3_000 }),
} as const;
type AnswerName = keyof typeof answers;

interface Call {
  readonly minutesAgo: number;
  readonly id: string;
  readonly trigger: TriggerId;
  readonly answered: AnswerName;
}

const screenPop = { id: screenPopId, trigger: 'inbound-call-answered' } as const;
const ticket = { id: 'int_10004', trigger: 'inbound-call-received' } as const;
const choice = { id: 'int_10006', trigger: 'ivr-option-selected' } as const;
const entry = { id: 'int_10007', trigger: 'ivr-call-received' } as const;
const callLog = { id: 'int_10005', trigger: 'outbound-call-placed' } as const;
const provision = { id: 'int_10000', trigger: 'create-user' } as const;
const directory = { id: 'int_10002', trigger: 'modify-user' } as const;
const lookup = { id: 'int_1002t', trigger: 'inbound-call-received' } as const;

/** Oldest first. */
function planCalls(): readonly Call[] {
  const usual = [ticket, screenPop, choice, entry, callLog, lookup];
  const early = Array.from({ length: 26 }, (_, index) => ({
    ...(usual[index % usual.length] ?? ticket),
    minutesAgo: 260 - index * 8.3,
    answered: index % 4 === 1 ? 'quick' : 'done',
  }));
  const late: Call[] = [
    { ...directory, minutesAgo: 38, answered: 'unknown' },
    { ...provision, minutesAgo: 31, answered: 'late' },
    { ...ticket, minutesAgo: 27, answered: 'done' },
    { ...choice, minutesAgo: 21, answered: 'busy' },
    { ...callLog, minutesAgo: 16, answered: 'quick' },
    { ...entry, minutesAgo: 12, answered: 'done' },
  ];
  return [...(early as Call[]), ...late];
}

async function makeDeliveries(host: PictureHost): Promise<string> {
  for (const call of planCalls()) await send(host, call);
  await sendElsewhere(host, 9);
  const failedId = await send(host, { ...screenPop, minutesAgo: 7.4, answered: 'failing' });
  const repairedId = await send(host, { ...ticket, minutesAgo: 5.6, answered: 'busy' });
  await replay(host, { deliveryId: failedId, minutesAgo: 4.2, answered: 'failing' });
  await replay(host, { deliveryId: repairedId, minutesAgo: 3.1, answered: 'done' });
  await send(host, { ...screenPop, minutesAgo: 1.9, answered: 'done' });
  await send(host, { ...choice, minutesAgo: 0.8, answered: 'quick' });
  return failedId;
}

/** Parts of a second that look like those of a real log. */
function timeOf(minutesAgo: number): number {
  return pictureTimeMs - Math.round(minutesAgo * minuteMs) + (Math.round(minutesAgo * 7_919) % 1_000);
}

async function send(host: PictureHost, { id, trigger, minutesAgo, answered }: Call): Promise<string> {
  const { client } = host;
  host.setClock(timeOf(minutesAgo));
  unwrap(await client.bench.setAnswers({ answers: [answers[answered]] }));
  const event = { ...sampleEvent(trigger), occurredAt: new Date(timeOf(minutesAgo)).toISOString() };
  const { deliveryId } = unwrap(
    await client.dispatch.send({
      ...{ integration: { id }, event: { event }, to: { receiver: true }, withAuth: true },
      ...(answered === 'late' && { deadlineMs: 1_500 }),
    }),
  );
  await untilEnded(client, deliveryId);
  return deliveryId;
}

async function replay(
  host: PictureHost,
  { deliveryId, minutesAgo, answered }: Pick<Call, 'minutesAgo' | 'answered'> & { deliveryId: string },
): Promise<void> {
  const { client } = host;
  host.setClock(timeOf(minutesAgo));
  unwrap(await client.bench.setAnswers({ answers: [answers[answered]] }));
  unwrap(await client.dispatch.replay({ deliveryId, withAuth: true }));
  await untilEnded(client, deliveryId);
}

/** Two of no tenant set: a name that is not found, and an address of this machine that nobody allowed. */
async function sendElsewhere(host: PictureHost, minutesAgo: number): Promise<void> {
  const saved = await readIntegration(host.client, callLog.id);
  for (const [index, requestUrl] of ['https://log.example.org/in', 'http://127.0.0.1:9/in'].entries()) {
    host.setClock(timeOf(minutesAgo - index));
    const file = { ...saved, name: 'Legacy call log', requestUrl };
    const sent = await host.client.dispatch.send({ integration: { file }, event: { sample: callLog.trigger } });
    await untilEnded(host.client, unwrap(sent).deliveryId);
  }
}

function untilEnded({ dispatch }: Client, deliveryId: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = dispatch.watch({ deliveryId }, (event) => {
      if (event.type === 'failed') reject(new Error(event.error.message));
      else if (event.delivery.outcome !== 'pending') resolve();
      else return;
      queueMicrotask(() => end());
    });
  });
}
