// Deliveries with all their attempts as a file. Secrets are masked in it, as they are in the log itself.
import type { DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import { formatDeliveriesAsHar } from '../../../shared/dispatch/format-har.ts';
import type { ReplaySelection } from '../../../shared/dispatch/replay-plan.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { Client } from '../../app/feature/slice.ts';
import { version } from '../../app/feature/version.ts';

export type ExportKind = 'har' | 'ndjson';

export interface ExportedFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
  readonly count: number;
  /** There were more than one file takes. */
  readonly isCut: boolean;
}

interface FileForm {
  readonly type: string;
  write(details: readonly DeliveryDetail[]): string;
}

const kinds: Readonly<Record<ExportKind, FileForm>> = {
  har: {
    type: 'application/json',
    write: (details) => JSON.stringify(formatDeliveriesAsHar(details, version), null, 2),
  },
  ndjson: {
    type: 'application/x-ndjson',
    write: (details) => details.map((one) => `${JSON.stringify(one)}\n`).join(''),
  },
};

/** A page holds the file in memory while it is made. For more there is `switchhook deliveries export`. */
const mostExported = 5_000;
const pageSize = 500;
const detailsAtOnce = 50;

export async function exportDeliveries(
  client: Client,
  selection: ReplaySelection,
  kind: ExportKind,
): Promise<Result<ExportedFile, AppError>> {
  const listed = await listIds(client, selection);
  if (!listed.ok) return listed;
  const ids = listed.value.slice(0, mostExported);
  const details: DeliveryDetail[] = [];
  for (let at = 0; at < ids.length; at += detailsAtOnce) {
    const answer = await client.dispatch.details({ ids: ids.slice(at, at + detailsAtOnce) });
    if (!answer.ok) return answer;
    details.push(...answer.value);
  }
  const { type, write } = kinds[kind];
  const isCut = listed.value.length > mostExported;
  return ok({ name: `deliveries.${kind}`, type, text: write(details), count: details.length, isCut });
}

/** One more than is exported, at most: whether there are more is all that is asked of the rest. */
async function listIds(client: Client, selection: ReplaySelection): Promise<Result<readonly string[], AppError>> {
  if ('ids' in selection) return ok(selection.ids);
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.dispatch.deliveries({
      ...selection,
      limit: pageSize,
      ...(cursor !== undefined && { cursor }),
    });
    if (!page.ok) return page;
    ids.push(...page.value.items.map(({ id }) => id));
    cursor = page.value.nextCursor ?? undefined;
  } while (cursor !== undefined && ids.length <= mostExported);
  return ok(ids);
}
