// Replaces known secrets by references before anything is written: `[secret crm-acme #3fa9c2d1]`. The hash is keyed, so that two
// redacted texts can be compared, and nobody without the key can test a guess. Values under 8 characters are not looked for:
// they would be found everywhere.
import { createHmac } from 'node:crypto';
import type { Secret } from '../../../shared/kernel/secret.ts';
import { readViews } from './encoded-views.ts';
import { addSpan, PatternScan, type Span } from './pattern-scan.ts';

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

const fewestCharacters = 8;

export function createRedactor(secrets: readonly KnownSecret[], { hmacKey }: { hmacKey: Uint8Array }): Redactor {
  // The vault wipes its key when it locks; a run under way goes on.
  return buildRedactor([knowPatterns(secrets)], Buffer.from(hmacKey));
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

/** As latin1 strings, one character a byte. Percent, form and JSON need no forms: the views decode them. */
function listForms(value: string): string[] {
  if ([...value].length < fewestCharacters) return [];
  const bytes = Buffer.from(value);
  const whole = bytes.toString('base64');
  const standard = [whole, whole.replace(/=+$/, ''), ...[0, 1, 2].map((offset) => stableBase64(bytes, offset))];
  const urlSafe = standard.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'));
  const forms = [bytes.toString('latin1'), ...standard, ...urlSafe];
  // In a latin1 body each of these characters is the byte itself.
  return /^[\0-\xff]*$/.test(value) ? [...forms, value] : forms;
}

/** The letters that `bytes` alone decide when base64 has `offset` bytes (modulo 3) before them. */
function stableBase64(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
}

interface Finding extends Span {
  readonly secret: KnownSecret;
}

function buildRedactor(knowledge: readonly Knowledge[], hmacKey: Buffer): Redactor {
  const references = new Map<KnownSecret, string>();
  const refer = (secret: KnownSecret): string => {
    const known = references.get(secret);
    if (known !== undefined) return known;
    const hash = createHmac('sha256', hmacKey).update(secret.value.reveal()).digest('hex').slice(0, 8);
    // A name may be, or hold, the value of another secret.
    const candidates = [`[secret ${secret.name} #${hash}]`, `[secret #${hash}]`, `[#${hash}]`];
    const reference = candidates.find((text) => findAll(knowledge, Buffer.from(text)).length === 0) ?? '[]';
    references.set(secret, reference);
    return reference;
  };
  const replace = (bytes: Uint8Array): Buffer | null => {
    const findings = findAll(knowledge, bytes);
    if (findings.length === 0) return null;
    const parts: Uint8Array[] = [];
    let done = 0;
    for (const { start, end, secret } of findings) {
      parts.push(bytes.subarray(done, start), Buffer.from(refer(secret)));
      done = end;
    }
    return Buffer.concat([...parts, bytes.subarray(done)]);
  };
  const redactText = (text: string) => replace(Buffer.from(text))?.toString() ?? text;
  return {
    redactText,
    redactBytes: (bytes) => replace(bytes) ?? bytes,
    redactBeginning: (bytes) => {
      const certain = bytes.subarray(0, findBegun(knowledge, bytes));
      return replace(certain) ?? certain;
    },
    redactHeaders: (headers) => headers.map(([name, value]) => [redactText(name), redactText(value)]),
    with: (extra) => buildRedactor([...knowledge, knowPatterns(extra)], hmacKey),
  };
}

/** An escape is at most six bytes, so a broken one is among the last five. */
const brokenEscape = 5;

/** Where something begins at the end of `text` that may go on to be a secret; its length when nothing does. */
function findBegun(knowledge: readonly Knowledge[], text: Uint8Array): number {
  const tail = Math.max(0, text.length - brokenEscape);
  const escapeAt = text.subarray(tail).findIndex((byte) => byte === 0x25 || byte === 0x5c);
  const whole = escapeAt === -1 ? text : text.subarray(0, tail + escapeAt);
  const starts = readViews(whole).flatMap(({ bytes, from }) =>
    knowledge.map(({ scan }) => {
      const start = bytes.length - scan.countBegun(bytes);
      return from?.[start] ?? start;
    }),
  );
  return Math.min(...starts, whole.length);
}

/** Disjoint findings in order. */
function findAll(knowledge: readonly Knowledge[], text: Uint8Array): Finding[] {
  const found = readViews(text).flatMap(({ bytes, from }) =>
    knowledge.flatMap(({ scan, owners, secrets }) =>
      scan.scan(bytes).flatMap((span): Finding[] => {
        const secret = secrets[owners[span.pattern] ?? 0];
        if (secret === undefined) return [];
        return [{ ...span, start: from?.[span.start] ?? span.start, end: from?.[span.end] ?? span.end, secret }];
      }),
    ),
  );
  const merged: Finding[] = [];
  for (const finding of found.sort((a, b) => a.end - b.end)) addSpan(merged, finding);
  return merged;
}
