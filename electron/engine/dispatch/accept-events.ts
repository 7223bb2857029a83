// Accept of events as they happen: each goes to every enabled integration of its place that its trigger fires. All are accepted or none.
// This is the hot path: what one integration and target share is compiled once and kept.
import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import type { AcceptInput } from '../../../shared/dispatch/send-input.ts';
import type { DeliveryId } from '../../../shared/kernel/ids.ts';
import { resolveDialect } from '../../../shared/request/dialect-file.ts';
import { isWholeEvent, parseEventFile } from '../../../shared/request/event-file.ts';
import type { JournalEntry } from '../journal/journal.ts';
import { type AcceptMeans, isAskedReceiver } from './accept-delivery.ts';
import { integrationOf, makeTemplate, type SendOptions, type Template } from './accept-template.ts';
import { armTarget } from './arm-target.ts';
import type { EventMatches, MatchedIntegration } from './dispatch-ports.ts';
import type { NewDelivery } from './intake.ts';

const mostTemplates = 4_000;

export class EventDesk {
  readonly #means: AcceptMeans;
  /** By integration as it is now, which is another object after each change. Least recently used first. */
  readonly #templates = new Map<MatchedIntegration, Map<string, Template>>();

  constructor(means: AcceptMeans) {
    this.#means = means;
  }

  /** Rejects with Failure: EVENT_PLACE, REQUEST_INVALID, NOT_ARMED, SANDBOX_…, RECEIVER_NOT_RUNNING, STORAGE_…. */
  async accept(input: AcceptInput): Promise<DeliveryId[][]> {
    const { ports, desk } = this.#means;
    const { events } = input;
    const set = ports.findSendSet(input.tenantSet);
    const matches = events.map((of, index) => this.#match(set.id, of, index));
    const count = matches.reduce((sum, { integrations }) => sum + integrations.length, 0);
    const options: SendOptions = { ...input, to: this.#arm(input, set, count), deadlineMs: input.deadlineMs };
    const optionsKey = spellOptions(options);
    const news: NewDelivery[] = [];
    for (const [index, { event }] of events.entries()) {
      const json = JSON.stringify(event);
      for (const integration of matches[index]?.integrations ?? []) {
        const { snapshot, lane, build } = this.#templateOf(integration, options, optionsKey);
        const { url, body, assumptions } = build(event);
        news.push({ url, body, assumptions, snapshot, lane, event: json, replayOf: null });
      }
    }
    const accepted = await desk.accept(news, (ids) => describeAccept(input, news, ids));
    let next = 0;
    return matches.map(({ integrations }) => integrations.map(() => (accepted[next++] as { id: DeliveryId }).id));
  }

  #match(tenantSet: string, of: AcceptInput['events'][number], index: number): EventMatches {
    if (!isWholeEvent(of.event)) {
      const { problems } = parseEventFile(of.event);
      const placed = problems.map((problem) => ({ ...problem, path: `events.${index}.${problem.path}` }));
      throw dispatchErrors.fail('REQUEST_INVALID', { problems: placed });
    }
    const { accountId, serviceUuid, event } = of;
    const found = this.#means.ports.matchEvent({ tenantSet, accountId, serviceUuid, trigger: event.trigger });
    if (found === null) throw dispatchErrors.fail('EVENT_PLACE', { index });
    return found;
  }

  #arm(input: AcceptInput, set: { name: string; live: boolean; isSandbox: boolean }, count: number) {
    const { to, confirm } = input;
    const isReceiver = (asked: SendOptions['to']) => isAskedReceiver(asked, this.#means.ports);
    return armTarget({ to, confirm, count, tenantSet: set, isSandbox: set.isSandbox, isReceiver });
  }

  #templateOf(matched: MatchedIntegration, options: SendOptions, optionsKey: string): Template {
    const { ports } = this.#means;
    let known = this.#templates.get(matched);
    if (known === undefined) {
      known = new Map();
      this.#templates.set(matched, known);
      if (this.#templates.size > mostTemplates) {
        const [oldest] = this.#templates.keys();
        if (oldest !== undefined) this.#templates.delete(oldest);
      }
    }
    // The receiver listens somewhere else after each start.
    const receiver = matched.isSandbox || options.to !== undefined ? ports.receiver.targetFor(matched.id) : '';
    const key = `${receiver} ${optionsKey}`;
    let template = known.get(key);
    if (template === undefined) {
      const place = ports.getIntegrationForSend(matched.id);
      const dialect = resolveDialect(place.tenantSet.dialect);
      const source = { ...options, integration: integrationOf(place), place, dialect, isRetried: true };
      template = makeTemplate(source, this.#means);
      known.set(key, template);
    }
    return template;
  }
}

function spellOptions({ to, withAuth, deadlineMs, allowTargets }: SendOptions): string {
  if (to === undefined && deadlineMs === undefined && allowTargets.length === 0 && !withAuth) return '';
  return JSON.stringify([to, withAuth, deadlineMs, allowTargets]);
}

/** One line a call: of one delivery what it is, of many where they begin and how many there are. */
function describeAccept(
  { events }: AcceptInput,
  news: readonly NewDelivery[],
  ids: readonly DeliveryId[],
): JournalEntry {
  const [first] = news;
  const { integration_name: integration = '', trigger_event: trigger = '' } = first?.snapshot.content ?? {};
  const detail = news.length === 1 ? { integration, trigger } : { events: events.length, deliveries: news.length };
  return { act: 'delivery-accepted', subject: ids[0] ?? '', detail };
}
