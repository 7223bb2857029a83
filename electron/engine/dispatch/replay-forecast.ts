// What a replay of many would do, delivery by delivery: where each goes, whether it comes out otherwise than it was sent, or why it is left
// out. Nothing is sent or recorded. What is the same for all deliveries of a snapshot is found out once.
import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';
import { hasErrors } from '../../../shared/kernel/problem.ts';
import type { CompiledRequest } from '../../../shared/request/compile-request.ts';
import { resolveDialect } from '../../../shared/request/dialect-file.ts';
import type { PbxEvent } from '../../../shared/request/event.ts';
import { parseEventFile } from '../../../shared/request/event-file.ts';
import { isAskedReceiver } from './accept-delivery.ts';
import { aimUrl, allowedHeaders, compileFor, type SendOptions, targetOf } from './accept-template.ts';
import { findDelivery } from './delivery-rows.ts';
import { originOf, pathOf, type Target } from './plan-target.ts';
import { aimAgain, planRebuild, type ReplayMeans } from './replay-delivery.ts';
import type { Snapshot } from './snapshots.ts';

export interface ReplayOptions extends SendOptions {
  readonly mode: 'exact' | 'rebuilt';
}

export interface ForecastRow {
  readonly seq: number;
  readonly id: string;
  readonly snapshot: number;
  readonly outcome: string;
  readonly url: string;
  readonly body: string | null;
  readonly event: string;
}

export const forecastColumns = 'd.seq, d.id, d.snapshot, d.outcome, d.url, d.body, d.event';

export type Forecast =
  | { readonly isLeftOut: true; readonly reason: string; readonly failure: Failure | null }
  | { readonly isLeftOut: false; readonly origin: string; readonly isReceiver: boolean; readonly isChanged: boolean };

/** What all deliveries of a snapshot share. */
type Way =
  | { readonly failure: Failure; readonly reason: string }
  | {
      readonly target: Target;
      readonly origin: string;
      readonly isReceiver: boolean;
      readonly rebuilt: Rebuilt | null;
    };

interface Rebuilt {
  readonly compiled: CompiledRequest;
  readonly trigger: string;
  /** Method and headers are others than those of accept. */
  readonly isOtherwise: boolean;
}

const stillPending = 'It is still being sent. Wait for its outcome.';

export class ReplayForecast {
  readonly #options: ReplayOptions;
  readonly #means: ReplayMeans;
  readonly #isInFlight: (seq: number) => boolean;
  readonly #ways = new Map<number, Way>();

  constructor(options: ReplayOptions, { means, isInFlight }: { means: ReplayMeans; isInFlight(seq: number): boolean }) {
    this.#options = options;
    this.#means = means;
    this.#isInFlight = isInFlight;
  }

  look(row: ForecastRow): Forecast {
    if (row.outcome === 'pending' || this.#isInFlight(row.seq)) {
      return { isLeftOut: true, reason: stillPending, failure: null };
    }
    let way = this.#ways.get(row.snapshot);
    if (way === undefined) {
      way = this.#findWay(row);
      this.#ways.set(row.snapshot, way);
    }
    if ('failure' in way) return { isLeftOut: true, ...way };
    const { origin, isReceiver, rebuilt } = way;
    if (rebuilt === null) return { isLeftOut: false, origin, isReceiver, isChanged: false };
    const event = JSON.parse(row.event) as PbxEvent;
    if (hasErrors(parseEventFile(event, rebuilt.trigger).problems)) {
      return { isLeftOut: true, reason: "Its event does not fit today's integration.", failure: null };
    }
    const { url, body } = rebuilt.compiled.build(event);
    const isSame = !rebuilt.isOtherwise && body === row.body && pathOf(url) === this.#sentPath(row);
    return { isLeftOut: false, origin, isReceiver, isChanged: !isSame };
  }

  #findWay(row: ForecastRow): Way {
    try {
      const snapshot = this.#means.snapshots.get(row.snapshot);
      return this.#options.mode === 'exact' ? this.#repeat(row, snapshot) : this.#rebuild(row, snapshot);
    } catch (cause) {
      if (!(cause instanceof Failure)) throw cause;
      return { failure: cause, reason: describeFailure(cause) };
    }
  }

  #repeat(row: ForecastRow, snapshot: Snapshot): Way {
    const { ports } = this.#means;
    const { url, target } = aimAgain({ snapshot, url: row.url, to: this.#options.to }, ports);
    return { target, ...this.#aimed(url), rebuilt: null };
  }

  #rebuild(row: ForecastRow, snapshot: Snapshot): Way {
    const { ports } = this.#means;
    const whole = findDelivery(ports.database, row.id);
    if (whole === undefined) throw new Error(`The delivery ${row.id} has left the log while it was looked at.`);
    const intent = planRebuild(whole, { ...this.#options, deliveryId: row.id }, ports);
    const source = { ...intent, dialect: resolveDialect(intent.dialect) };
    const target = targetOf(source, ports);
    const result = compileFor(target, source);
    if ('problems' in result) throw dispatchErrors.fail('REQUEST_INVALID', { problems: result.problems });
    const { compiled } = result;
    const url = aimUrl(target, compiled.baseUrl);
    const { integration, withAuth } = source;
    const headers = allowedHeaders({ compiled, url, withAuth, requestUrl: integration.requestUrl });
    const isOtherwise =
      compiled.method !== snapshot.content.method || JSON.stringify(headers) !== snapshot.content.headers;
    return { target, ...this.#aimed(url), rebuilt: { compiled, trigger: integration.triggerEvent, isOtherwise } };
  }

  #aimed(url: string): { origin: string; isReceiver: boolean } {
    const origin = originOf(url);
    return { origin, isReceiver: isAskedReceiver({ url }, this.#means.ports) };
  }

  /** Without what the receiver puts before it. */
  #sentPath({ url, snapshot }: ForecastRow): string {
    const { target } = this.#means.snapshots.get(snapshot);
    const path = pathOf(url);
    return target.kind === 'receiver' && path.startsWith(target.prefix) ? path.slice(target.prefix.length) : path;
  }
}

/** Without what names a single delivery: reasons are counted. */
function describeFailure({ error }: Failure): string {
  if (error.code === 'REBUILD_UNKNOWN') return 'Its integration is no longer there, so it cannot be rebuilt.';
  const [problem] = error.problems ?? [];
  if (problem !== undefined) return `It cannot be built. ${problem.message}`;
  return error.message;
}
