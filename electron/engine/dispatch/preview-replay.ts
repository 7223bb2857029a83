// What a replay would send, beside what was sent; secrets masked. Nothing is sent or recorded.
import type { HandlersOf } from '../../../shared/contract/serve.ts';
import type { dispatchContract } from '../../../shared/dispatch/contract.ts';
import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';
import { hasErrors, type Problem } from '../../../shared/kernel/problem.ts';
import { buildRequest } from '../../../shared/request/build-request.ts';
import type { BuiltRequest } from '../../../shared/request/built-request.ts';
import { parseDialectFile, resolveDialect } from '../../../shared/request/dialect-file.ts';
import { aimUrl, targetOf } from './accept-template.ts';
import { findDelivery, readRequest } from './delivery-rows.ts';
import type { DispatchPorts } from './dispatch-ports.ts';
import type { Target } from './plan-target.ts';
import { planRebuild } from './replay-delivery.ts';

type Handlers = HandlersOf<{ dispatch: typeof dispatchContract }>['dispatch'];
type PreviewInput = Parameters<Handlers['previewReplay']>[0];

interface ReplayPreview {
  sent: BuiltRequest;
  next: BuiltRequest | null;
  problems: Problem[];
}

/** Throws Failure: DELIVERY_UNKNOWN, REBUILD_UNKNOWN. */
export function previewReplay({ deliveryId, mode, edit }: PreviewInput, ports: DispatchPorts): ReplayPreview {
  const row = findDelivery(ports.database, deliveryId);
  if (row === undefined) throw dispatchErrors.fail('DELIVERY_UNKNOWN', { id: deliveryId });
  const sent = readRequest(row);
  if (mode === 'exact' && edit === undefined) return { sent, next: sent, problems: [] };
  // A look leaves nothing: it needs no arming.
  const confirm = 1;
  const options = { to: undefined, withAuth: false, deadlineMs: undefined, allowTargets: [] };
  const intent = planRebuild(row, { ...options, deliveryId, mode: 'rebuilt', edit, confirm }, ports);
  const { problems: ofDialect } = parseDialectFile(intent.dialect);
  const dialect = resolveDialect(hasErrors(ofDialect) ? {} : intent.dialect);
  const target = findTarget({ ...intent, dialect }, ports);
  const integration = target.kind === 'url' ? { ...intent.integration, requestUrl: target.url } : intent.integration;
  const built = buildRequest({ integration, event: intent.event, dialect });
  const problems = [...built.problems, ...ofDialect];
  if (!built.built || hasErrors(ofDialect)) return { sent, next: null, problems };
  return { sent, next: { ...built.request, url: aimUrl(target, built.request.url) }, problems };
}

/** A receiver that does not run, or whatever else would keep it from being sent now, keeps nobody from looking. */
function findTarget(source: Parameters<typeof targetOf>[0], ports: DispatchPorts): Target {
  try {
    return targetOf(source, ports);
  } catch (cause) {
    if (cause instanceof Failure) return { kind: 'own' };
    throw cause;
  }
}
