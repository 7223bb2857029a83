// Runs in Node and in Chromium. What is expected stands in a file, so both are held to the same bytes.
import { describe, expect, it } from 'vitest';
import type { DialectFile } from '../../../shared/request/dialect.ts';
import { resolveDialect } from '../../../shared/request/dialect-file.ts';
import { parseEventFile } from '../../../shared/request/event-file.ts';
import { formatPreviewAsCurl } from '../../../shared/request/format-curl.ts';
import { parseIntegrationFile } from '../../../shared/request/integration-file.ts';
import { previewRequest } from '../../../shared/request/preview-request.ts';
import corpusFile from '../../fixtures/request/corpus.json' with { type: 'json' };
import digests from '../../fixtures/request/digests.json' with { type: 'json' };
import { compareCompiled } from './compare-compiled.ts';
import { type Case, generateCase, seededDraw } from './generate-case.ts';

// Bundlers refuse half a surrogate pair in JSON, so the file writes it ⟨d800⟩.
const corpus = JSON.parse(JSON.stringify(corpusFile).replace(/⟨(d[89a-f][0-9a-f]{2})⟩/g, '\\u$1')) as typeof corpusFile;

/** What a person reads in a message may change; what stands here may not. */
function summarise(given: { integration: unknown; event: unknown; dialect?: unknown }) {
  const preview = previewRequest(given);
  return { ...preview, problems: preview.problems.map(({ code, severity, path }) => `${code} ${severity} ${path}`) };
}

describe('the corpus', () => {
  it.each(corpus.cases)('$name', ({ integration, event, dialect, expected }) => {
    const given = {
      integration: { ...corpus.integration, ...integration },
      event: { ...corpus.event, ...event },
      dialect,
    };
    expect(summarise(given)).toEqual(expected);
    const read = parseIntegrationFile(given.integration, resolveDialect(undefined).dialect).integration;
    const { event: readEvent } = parseEventFile(given.event);
    if (read === null || readEvent === null) return;
    for (const { compiled, built } of compareCompiled({
      integration: read,
      dialect: (dialect ?? {}) as DialectFile,
      events: [readEvent],
    })) {
      expect(compiled).toEqual(built);
    }
  });
});

/** FNV-1a over UTF-16 units, 32 bits. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function outcomeOf(given: Case): string {
  const summary = summarise(given);
  const curl = summary.method === null ? '' : formatPreviewAsCurl(summary as never);
  return JSON.stringify([summary, curl]);
}

describe('generated cases', () => {
  it.each(digests)('of the seeds from $from give the same bytes in Node and in Chromium', ({ from, count, fnv1a }) => {
    const outcomes = Array.from({ length: count }, (_, index) =>
      outcomeOf(generateCase(seededDraw((from + index) * 2654435761))),
    );
    expect(digest(outcomes.join('\n'))).toBe(fnv1a);
  });

  it.each(digests)('of the seeds from $from are compiled to the bytes that are built', ({ from, count }) => {
    const compared = Array.from({ length: count }, (_, index) => {
      const { event, ...given } = generateCase(seededDraw((from + index) * 2654435761));
      return compareCompiled({ ...given, events: [event] });
    }).flat();
    expect(compared.length).toBeGreaterThan(0);
    expect(compared.filter(({ compiled, built }) => JSON.stringify(compiled) !== JSON.stringify(built))).toEqual([]);
  });
});
