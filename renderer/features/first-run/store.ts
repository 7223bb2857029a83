// The first run: a welcome over the sandbox and a tour of three steps. Every step does the real thing, and none has to be taken.
//
// null → welcome, on a data folder in which nobody has done anything yet, in a window that has not shown it before.
// welcome → filter → preview → send → done → null; skipping goes to the next step, and closing to null from anywhere.
import type { IntegrationRecord } from '../../../shared/integrations/record.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import type { Client, CreateSlice } from '../../app/feature/slice.ts';
import type { WindowMemory } from '../../app/feature/window-memory.ts';

export type TourStep = 'filter' | 'preview' | 'send' | 'done';

export interface FirstRunSlice {
  readonly step: 'welcome' | TourStep | null;
  /** What the tour filters for, opens and sends; null: not found yet, or there is none. */
  readonly example: IntegrationRecord | null;
  /** Why the call could not be run. */
  readonly problem: AppError | null;
  welcomeAsked(): void;
  closed(): void;
  tourStarted(tenantSet: string): void;
  stepTaken(step: TourStep): void;
  /** Starts the receiver where it does not run, and sends the sample of the example's event to it. */
  callAsked(): void;
}

export interface FirstRunState {
  readonly firstRun: FirstRunSlice;
}

/** Sending one of these needs no secret. */
export const tourQuery = 'event:inbound-call-answered enabled:true auth:none';

export function createFirstRunSlice(memory: WindowMemory): CreateSlice<FirstRunSlice> {
  return ({ client, read, write, whileOpen }) => {
    whileOpen(() => {
      let isOpen = true;
      if (!memory.recall().hasSeenWelcome) {
        void isUntouched(client).then((untouched) => {
          if (untouched && isOpen && read().step === null) write({ step: 'welcome' });
        });
      }
      return () => {
        isOpen = false;
      };
    });
    return {
      ...{ step: null, example: null, problem: null },
      welcomeAsked: () => write({ step: 'welcome' }),
      closed: () => {
        memory.keep({ hasSeenWelcome: true });
        write({ step: null, problem: null });
      },
      tourStarted: (tenantSet) => {
        memory.keep({ hasSeenWelcome: true });
        write({ step: 'filter', example: null, problem: null });
        void client.integrations.list({ tenantSet, query: tourQuery, limit: 1 }).then((answer) => {
          if (answer.ok) write({ example: answer.value.items[0] ?? null });
        });
      },
      stepTaken: (step) => write({ step, problem: null }),
      callAsked: () => {
        const { example } = read();
        if (example === null) return;
        void runCall(client, example).then((problem) => {
          if (read().step === 'send') write(problem === null ? { step: 'done', problem } : { problem });
        });
      },
    };
  };
}

/** Everything a person does is in the journal. */
async function isUntouched(client: Client): Promise<boolean> {
  const journal = await client.journal.list({ limit: 1 });
  return journal.ok && journal.value.length === 0;
}

async function runCall(client: Client, { id, triggerEvent }: IntegrationRecord): Promise<AppError | null> {
  const receiver = await client.bench.status({});
  if (!receiver.ok) return receiver.error;
  if (!receiver.value.isRunning) {
    const started = await client.bench.start({});
    if (!started.ok) return started.error;
  }
  const sent = await client.dispatch.send({
    integration: { id },
    event: { sample: triggerEvent },
    to: { receiver: true },
  });
  return sent.ok ? null : sent.error;
}
