// Makes integrations, events and dialects out of a source of numbers: mostly right ones, with hostile text wherever text may stand.
// No Node modules and no randomness of its own: the same numbers give the same case in Node and in Chromium.
import { callTypes, fieldIds, fields } from '../../../shared/catalog/fields.ts';
import { triggerIds } from '../../../shared/catalog/trigger-events.ts';
import type { DialectFile } from '../../../shared/request/dialect.ts';
import type { PbxEvent } from '../../../shared/request/event.ts';
import type { Authentication, Integration, SecretValue } from '../../../shared/request/integration.ts';
import {
  headerNames,
  headerValues,
  hostileKeys,
  hosts,
  instants,
  numberTexts,
  oddHeaderNames,
  oddHeaderValues,
  oddZones,
  pathArguments,
  pieces,
  urlPieces,
  urlSpoilers,
  zones,
} from './hostile-values.ts';

/** A whole number from 0 to below `limit`. */
export type Draw = (limit: number) => number;

export interface Case {
  readonly integration: Integration;
  readonly event: PbxEvent;
  readonly dialect: DialectFile;
}

/** Marsaglia's xorshift: 32 bits, never zero. */
export function seededDraw(seed: number): Draw {
  let state = seed | 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

export function generateCase(draw: Draw): Case {
  const make = new Maker(draw);
  const integration = make.integration();
  return { integration, event: make.event(integration.triggerEvent), dialect: make.dialect() };
}

class Maker {
  readonly #draw: Draw;

  constructor(draw: Draw) {
    this.#draw = draw;
  }

  #oneOf<T>(list: readonly T[]): T {
    return list[this.#draw(list.length)] as T;
  }

  /** True once in `times`. */
  #rarely(times: number): boolean {
    return this.#draw(times) === 0;
  }

  #list<T>(limit: number, make: () => T): T[] {
    return Array.from({ length: this.#draw(limit + 1) }, make);
  }

  #text(): string {
    return this.#rarely(3) ? this.#oneOf(numberTexts) : this.#list(6, () => this.#oneOf(pieces)).join('');
  }

  #url(): string {
    const host = this.#rarely(3) ? this.#oneOf(hosts) : this.#oneOf(hosts.slice(0, 7));
    const path = this.#rarely(4) ? '' : `/${this.#list(5, () => this.#oneOf(urlPieces)).join('')}`;
    const query = this.#rarely(2) ? '' : `?${this.#list(4, () => this.#oneOf(urlPieces)).join('')}`;
    const fragment = this.#rarely(8) ? `#${this.#oneOf(urlPieces)}` : '';
    const url = `${this.#oneOf(['https', 'http', 'HTTPS'])}://${host}${path}${query}${fragment}`.trim();
    if (!this.#rarely(20)) return url;
    const at = this.#draw(url.length + 1);
    return url.slice(0, at) + this.#oneOf(urlSpoilers) + url.slice(at);
  }

  #secret(plain: string): SecretValue {
    const kind = this.#draw(4);
    return kind === 0 ? { secret: 'crm-acme' } : kind === 1 ? { set: true } : plain;
  }

  #authentication(): Authentication {
    const kind = this.#draw(4);
    if (kind < 2) return { type: 'none' };
    const text = () => (this.#rarely(6) ? this.#text() : this.#oneOf(['acme', '', 'key-42', 'pässwörd', 'a b']));
    if (kind === 2) return { type: 'basic', username: text(), password: this.#secret(text()) };
    return { type: 'token', token: this.#secret(this.#rarely(8) ? text() : this.#oneOf(['', 't0k/en=', 'a b'])) };
  }

  integration(): Integration {
    const triggerEvent = this.#oneOf(triggerIds);
    const isAccount = triggerEvent.endsWith('-user');
    return {
      name: this.#text(),
      type: 'webhook',
      scope: isAccount !== this.#rarely(30) ? 'account' : 'service',
      requestUrl: this.#url(),
      method: this.#oneOf(['POST', 'GET'] as const),
      format: this.#oneOf(['JSON', 'QUERY'] as const),
      pathArguments: this.#rarely(2) ? this.#oneOf(pathArguments) : this.#oneOf(pathArguments.slice(0, 11)),
      triggerServiceType: 'myCloudPBX',
      triggerEvent,
      enabled: true,
      silentMode: false,
      authentication: this.#authentication(),
      headers: this.#list(2, () => ({
        name: this.#oneOf(this.#rarely(8) ? oddHeaderNames : headerNames.slice(0, this.#rarely(4) ? 9 : 5)),
        value: this.#secret(this.#oneOf(this.#rarely(12) ? oddHeaderValues : headerValues)),
      })),
      fieldValues: this.#list(6, () => ({
        key: this.#rarely(6) ? this.#oneOf(hostileKeys) : `${this.#text()}${this.#draw(100)}`,
        field: this.#rarely(60)
          ? this.#oneOf(hostileKeys)
          : this.#oneOf(isAccount || !this.#rarely(6) ? fieldIds.slice(0, 9) : fieldIds),
      })),
    };
  }

  event(trigger: string): PbxEvent {
    const values: PbxEvent['values'] = {};
    for (const { id, type } of fields) {
      if (type === 'instant' || this.#rarely(4)) continue;
      values[id] =
        type === 'boolean'
          ? this.#rarely(2)
          : type === 'call-types'
            ? this.#list(4, () => this.#oneOf(callTypes))
            : this.#text();
    }
    if (this.#rarely(40)) values[this.#oneOf(['date-time', 'constructor', 'source number'])] = 'x';
    if (this.#rarely(40)) values['has-voicemail'] = 'True';
    if (this.#rarely(40)) values['enabled-calls'] = ['local'];
    return {
      trigger: this.#rarely(40) ? this.#oneOf(triggerIds) : trigger,
      occurredAt: this.#rarely(3) ? this.#oneOf(instants) : this.#anyInstant(),
      timeZone: this.#oneOf(this.#rarely(30) ? oddZones : zones),
      values,
    };
  }

  #anyInstant(): string {
    const two = (limit: number, from = 0) => String(from + this.#draw(limit)).padStart(2, '0');
    const date = `${this.#rarely(4) ? 1980 + this.#draw(8020) : 1980 + this.#draw(70)}-${two(12, 1)}-${two(28, 1)}`;
    const offset = this.#rarely(2) ? 'Z' : `${this.#oneOf(['+', '-'])}${two(15)}:${this.#oneOf(['00', '30', '45'])}`;
    return `${date}T${two(24)}:${two(60)}:${two(60)}${this.#oneOf(['', '.9', '.000001'])}${offset}`;
  }

  dialect(): DialectFile {
    const file: DialectFile = {};
    const maybe = (set: () => void) => (this.#rarely(3) ? set() : undefined);
    maybe(() => (file.dateTime = this.#oneOf(['sql-local', 'iso-local', 'iso-offset', 'iso-utc', 'unix'] as const)));
    maybe(() => (file.dateTimeZone = this.#oneOf(['event', ...zones, ...(this.#rarely(10) ? oddZones : [])])));
    maybe(() => (file.boolean = this.#oneOf(['True/False', 'true/false', '1/0', 'json'] as const)));
    maybe(() => (file.listSeparator = this.#oneOf([',', ', '] as const)));
    maybe(() => (file.missing = this.#oneOf(['omit', 'empty', 'null'] as const)));
    maybe(() => (file.numbers = this.#oneOf(['string', 'json'] as const)));
    maybe(() => (file.jsonSpace = this.#oneOf(['none', 'python'] as const)));
    maybe(() => (file.jsonSlash = this.#oneOf(['plain', 'escaped'] as const)));
    maybe(() => (file.jsonUnicode = this.#oneOf(['utf-8', 'escaped'] as const)));
    maybe(() => (file.jsonContentType = this.#oneOf(['text/json', '', ...(this.#rarely(10) ? oddHeaderValues : [])])));
    maybe(() => (file.getJson = this.#oneOf(['body', 'query'] as const)));
    maybe(() => (file.postQuery = this.#oneOf(['url', 'form'] as const)));
    maybe(() => (file.querySpace = this.#oneOf(['+', '%20'] as const)));
    maybe(
      () =>
        (file.tokenHeader = this.#oneOf([
          'X-Api-Key',
          'accept',
          ...(this.#rarely(10) ? ['Content-Type', 'Host', 'a b'] : []),
        ])),
    );
    maybe(() => (file.tokenScheme = this.#oneOf(['', 'Token', 'a b', ...(this.#rarely(10) ? ['Bearer ', 'é'] : [])])));
    maybe(() => (file.pathArguments = this.#oneOf(['append', 'query'] as const)));
    maybe(
      () => (file.profile = this.#oneOf(['mycloudpbx', 'ignition', 'hosted-pbx', ...(this.#rarely(10) ? ['x'] : [])])),
    );
    maybe(
      () =>
        (file.confirmed = this.#list(4, () =>
          this.#oneOf(['dateTime', 'dateTimeZone', 'boolean', 'missing', 'tokenHeader', 'tokenScheme']),
        )),
    );
    return file;
  }
}
