// An argument that may be a file or a name: an existing path wins, `id:` or `trigger:` forces the name, `-` is standard input.
import { existsSync } from 'node:fs';
import { sampleEvent } from '../../../shared/catalog/sample-events.ts';
import { findTrigger, type TriggerId, triggerIds } from '../../../shared/catalog/trigger-events.ts';
import { findNearest } from '../../../shared/query/nearest.ts';
import { cliErrors } from './cli-errors.ts';
import type { CommandContext } from './command-context.ts';
import { readDecodedFile, stdinName } from './read-file.ts';

export type GivenArgument =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'name'; readonly name: string };

/** What ends like one of ours, or names a folder, was meant as a path even when nothing is there. */
const pathLike = /[\\/]|\.(?:json|ya?ml)$/i;

/** Throws Failure FILE_MISSING. `exists` is the file system's answer, so that the rule can be tested without one. */
export function classifyArgument(
  text: string,
  prefix: 'id' | 'trigger',
  exists: (path: string) => boolean = existsSync,
): GivenArgument {
  if (text.startsWith(`${prefix}:`)) return { kind: 'name', name: text.slice(prefix.length + 1) };
  if (text === stdinName || exists(text)) return { kind: 'file', path: text };
  if (text === '' || pathLike.test(text)) throw cliErrors.fail('FILE_MISSING', { file: text === '' ? '“”' : text });
  return { kind: 'name', name: text };
}

/** Decoded but unchecked: what a file says may be anything. */
export type GivenIntegration =
  | { readonly kind: 'file'; readonly value: unknown }
  | { readonly kind: 'id'; readonly id: string };
export type GivenEvent =
  | { readonly kind: 'file'; readonly value: unknown }
  | { readonly kind: 'sample'; readonly trigger: TriggerId; readonly value: unknown };

export interface GivenRequest {
  readonly integration: GivenIntegration;
  readonly event: GivenEvent;
  /** undefined: none was given. */
  readonly dialect: unknown;
}

export interface RequestOptions {
  readonly integration: string;
  readonly event: string;
  readonly dialect?: string;
}

/** Reads what `preview` and `send` are given. Throws Failure: FILE_*, USAGE. */
export async function readGivenRequest(context: CommandContext, options: RequestOptions): Promise<GivenRequest> {
  const named = [options.integration, options.event, options.dialect];
  if (named.filter((name) => name === stdinName).length > 1) {
    throw cliErrors.fail('USAGE', { why: 'Only one file can come from standard input. Nothing was done.' });
  }
  const integration = await readIntegrationArgument(context, options.integration);
  const event = await readEventArgument(context, options.event);
  const dialect = options.dialect === undefined ? undefined : await readSource(context, 'dialect', options.dialect);
  return { integration, event, dialect };
}

async function readIntegrationArgument(context: CommandContext, text: string): Promise<GivenIntegration> {
  const given = classifyArgument(text, 'id');
  if (given.kind === 'name') return { kind: 'id', id: given.name };
  return { kind: 'file', value: await readSource(context, 'integration', given.path) };
}

async function readEventArgument(context: CommandContext, text: string): Promise<GivenEvent> {
  const given = classifyArgument(text, 'trigger');
  if (given.kind === 'file') return { kind: 'file', value: await readSource(context, 'event', given.path) };
  const trigger = findTrigger(given.name);
  if (trigger === undefined) throw cliErrors.fail('USAGE', { why: describeUnknownTrigger(given.name) });
  return { kind: 'sample', trigger: trigger.id, value: sampleEvent(trigger.id) };
}

/** Decodes a file and remembers its name for the problems in it. Throws Failure: FILE_*. */
export async function readSource(
  context: CommandContext,
  part: 'integration' | 'event' | 'dialect',
  path: string,
): Promise<unknown> {
  const { file, value } = await context.interrupt.race(readDecodedFile(path, context.stdin));
  context.sources[part] = file;
  return value;
}

function describeUnknownTrigger(name: string): string {
  const nearest = findNearest(name, triggerIds);
  const hint = nearest === null ? '' : ` Did you mean ${nearest}?`;
  return `There is no trigger event and no file called “${name}”, so nothing was done.${hint} Trigger events: ${triggerIds.join(', ')}.`;
}
