// Replaces known secrets by references before anything is written: `[secret crm-acme #3fa9c2d1]`. The hash is keyed, so that two
// redacted texts can be compared, and nobody without the key can test a guess. Values under 8 characters are not looked for:
// they would be found everywhere.
import { createHmac } from 'node:crypto';
import type { Secret } from '../../../shared/kernel/secret.ts';
import { readViews, type View } from './encoded-views.ts';
import { PatternFilter } from './pattern-filter.ts';
import { addSpan, PatternScan, type Span } from './pattern-scan.ts';
import { listForms } from './secret-forms.ts';

export interface KnownSecret {
  readonly name: string;
  readonly value: Secret;
}

/** Finds values plain, in base64 (also inside longer base64), percent- and form-encoded and with JSON escapes. */
export interface Redactor {
  /** The text itself when it holds no secret. */
  redactText(text: string): string;
  /** For bodies in any character set. The same bytes when they hold no secret. */
  redactBytes(bytes: Uint8Array): Uint8Array;
  /** For the first bytes of a longer body. What may be the beginning of a secret is left off the end: it would tell most of it. */
  redactBeginning(bytes: Uint8Array): Uint8Array;
  redactHeaders(headers: readonly (readonly [string, string])[]): [string, string][];
  /** One that also knows `extra`. Cheap: what this one knows is not built again. */
  with(extra: readonly KnownSecret[]): Redactor;
}

export function createRedactor(secrets: readonly KnownSecret[], { hmacKey }: { hmacKey: Uint8Array }): Redactor {
  const filter = new PatternFilter();
  for (const { value } of secrets)
    for (const form of listForms(value.reveal())) filter.add(Buffer.from(form, 'latin1'));
  // The vault wipes its key when it locks; a run under way goes on.
  const known = { base: knowPatterns(secrets), filter, passing: new PassingFilter(), extra: [] };
  return buildRedactor({ ...known, hmacKey: Buffer.from(hmacKey) });
}

/** Secrets and what to look for; patterns[i] belongs to secrets[owners[i]]. */
interface Knowledge {
  readonly secrets: readonly KnownSecret[];
  readonly owners: readonly number[];
  readonly scan: PatternScan;
}

function knowPatterns(secrets: readonly KnownSecret[]): Knowledge {
  const owners = new Map<string, number>();
  for (const [index, { value }] of secrets.entries()) {
    // Of two names for one value the first stands for it.
    for (const form of listForms(value.reveal())) if (!owners.has(form)) owners.set(form, index);
  }
  const patterns = [...owners.keys()].map((form) => Buffer.from(form, 'latin1'));
  return { secrets, owners: [...owners.values()], scan: new PatternScan(patterns) };
}

const mostPassing = 1_000;

/** The filter of secrets that come and go with what is being sent: those that have been there before cost nothing. */
class PassingFilter extends PatternFilter {
  readonly #values = new Set<string>();

  get isFull(): boolean {
    return this.#values.size > mostPassing;
  }

  learn(secrets: readonly KnownSecret[]): void {
    for (const { value } of secrets) {
      const text = value.reveal();
      if (this.#values.has(text)) continue;
      this.#values.add(text);
      for (const form of listForms(text)) this.add(Buffer.from(form, 'latin1'));
    }
  }
}

interface Finding extends Span {
  readonly secret: KnownSecret;
}

interface Known {
  readonly base: Knowledge;
  readonly filter: PatternFilter;
  /** Knows the extra ones, and perhaps more. */
  readonly passing: PassingFilter;
  readonly extra: readonly KnownSecret[];
  readonly hmacKey: Buffer;
}

function buildRedactor(known: Known): Redactor {
  const knowAll = knowWhenAsked(known);
  const find = (text: Uint8Array) => {
    const views = readViews(text).filter(({ bytes }) => mayHold(known, bytes));
    return views.length === 0 ? [] : findAll(knowAll(), views);
  };
  const refer = createReferences(known.hmacKey, (text) => find(Buffer.from(text)).length === 0);
  const replace = (bytes: Uint8Array): Buffer | null => {
    const findings = find(bytes);
    if (findings.length === 0) return null;
    const parts: Uint8Array[] = [];
    let done = 0;
    for (const { start, end, secret } of findings) {
      parts.push(bytes.subarray(done, start), Buffer.from(refer(secret)));
      done = end;
    }
    return Buffer.concat([...parts, bytes.subarray(done)]);
  };
  const isIdle = known.filter.isEmpty && (known.extra.length === 0 || known.passing.isEmpty);
  const redactText = (text: string) => (isIdle ? text : (replace(Buffer.from(text))?.toString() ?? text));
  return {
    redactText,
    redactBytes: (bytes) => (isIdle ? bytes : (replace(bytes) ?? bytes)),
    redactBeginning: (bytes) => {
      if (isIdle) return bytes;
      const certain = bytes.subarray(0, findBegun(knowAll(), bytes));
      return replace(certain) ?? certain;
    },
    redactHeaders: (headers) => headers.map(([name, value]) => [redactText(name), redactText(value)]),
    with: (more) => buildRedactor(withExtra(known, more)),
  };
}

function mayHold({ filter, extra, passing }: Known, bytes: Uint8Array): boolean {
  return filter.mayFind(bytes) || (extra.length > 0 && passing.mayFind(bytes));
}

/** Hardly any text gets through the filters, so that extra secrets are hardly ever made a scan of. */
function knowWhenAsked({ base, extra }: Known): () => readonly Knowledge[] {
  let whole: readonly Knowledge[] | null = null;
  return () => {
    whole ??= extra.length === 0 ? [base] : [base, knowPatterns(extra)];
    return whole;
  };
}

/** What stands for a secret. `isClean` says whether a text holds none itself. */
function createReferences(hmacKey: Buffer, isClean: (text: string) => boolean): (secret: KnownSecret) => string {
  const references = new Map<KnownSecret, string>();
  return (secret) => {
    const known = references.get(secret);
    if (known !== undefined) return known;
    const hash = createHmac('sha256', hmacKey).update(secret.value.reveal()).digest('hex').slice(0, 8);
    // A name may be, or hold, the value of another secret.
    const reference = [`[secret ${secret.name} #${hash}]`, `[secret #${hash}]`, `[#${hash}]`].find(isClean) ?? '[]';
    references.set(secret, reference);
    return reference;
  };
}

function withExtra(known: Known, more: readonly KnownSecret[]): Known {
  const extra = [...known.extra, ...more];
  // A redactor that is kept goes on with the filter it has.
  const passing = known.passing.isFull ? new PassingFilter() : known.passing;
  passing.learn(extra);
  return { ...known, extra, passing };
}

/** An escape is at most six bytes, so a broken one is among the last five. */
const brokenEscape = 5;

/** Where something begins at the end of `text` that may go on to be a secret; its length when nothing does. */
function findBegun(knowledge: readonly Knowledge[], text: Uint8Array): number {
  const tail = Math.max(0, text.length - brokenEscape);
  const escapeAt = text.subarray(tail).findIndex((byte) => byte === 0x25 || byte === 0x5c);
  const whole = escapeAt === -1 ? text : text.subarray(0, tail + escapeAt);
  const starts = readViews(whole).flatMap(({ bytes, from }) => {
    const begun = knowledge.map(({ scan }) => scan.countBegun(bytes)).filter((count) => count > 0);
    if (begun.length === 0) return [];
    const start = bytes.length - Math.max(...begun);
    return [from()?.[start] ?? start];
  });
  return Math.min(...starts, whole.length);
}

/** Disjoint findings in order. */
function findAll(knowledge: readonly Knowledge[], views: readonly View[]): Finding[] {
  const found = views.flatMap((view) => {
    const spans = knowledge.flatMap(({ scan, owners, secrets }) =>
      scan.scan(view.bytes).flatMap((span) => {
        const secret = secrets[owners[span.pattern] ?? 0];
        return secret === undefined ? [] : [{ ...span, secret }];
      }),
    );
    const from = spans.length === 0 ? null : view.from();
    return from === null
      ? spans
      : spans.map((span) => ({ ...span, start: from[span.start] ?? 0, end: from[span.end] ?? 0 }));
  });
  const merged: Finding[] = [];
  for (const finding of found.sort((a, b) => a.end - b.end)) addSpan(merged, finding);
  return merged;
}
