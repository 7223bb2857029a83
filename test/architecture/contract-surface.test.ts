import { expect, test } from 'vitest';
import * as z from 'zod';
import type { Contracts } from '../../shared/contract/contract.ts';
import { contracts } from '../../shared/contracts.ts';
import { describeSchema } from './describe-schema.ts';

const surface: Contracts = contracts;

interface Schema {
  [key: string]: unknown;
  properties?: Record<string, Schema>;
}

const methods = Object.entries(surface).flatMap(([slice, contract]) =>
  Object.entries(contract).map(([name, method]) => ({ channel: `${slice}.${name}`, method })),
);

function describe(schema: z.ZodType, io: 'input' | 'output'): Schema {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Schema;
}

/** Every property of a schema as `path → schema`, through unions, arrays and references. */
function walk(schema: unknown, path: string, found: Map<string, Schema>): Map<string, Schema> {
  if (typeof schema !== 'object' || schema === null) return found;
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties') {
      for (const [name, property] of Object.entries(value as Record<string, Schema>)) {
        found.set(`${path}.${name}`, property);
        walk(property, `${path}.${name}`, found);
      }
    } else walk(value, path, found);
  }
  return found;
}

test('the surface is the one that was last agreed', async () => {
  const lines = methods.flatMap(({ channel, method }) => {
    const input = `  input  ${describeSchema(describe(method.input, 'input'))}`;
    if (method.kind === 'stream')
      return [`${channel} (stream)`, input, `  event  ${describeSchema(describe(method.event, 'output'))}`, ''];
    const codes = new Set(JSON.stringify(describe(method.error, 'output')).match(/[A-Z]{2,}(_[A-Z]+)+/g) ?? []);
    return [
      channel,
      input,
      `  output ${describeSchema(describe(method.output, 'output'))}`,
      `  errors ${[...codes].sort().join(' ')}`,
      '',
    ];
  });
  await expect(lines.join('\n')).toMatchFileSnapshot('contract-surface.txt');
});

test('every input is an object that refuses members it does not know', () => {
  const loose = methods.filter(({ method }) => !refusesUnknown(describe(method.input, 'input')));
  expect(loose.map(({ channel }) => channel)).toEqual([]);
});

function refusesUnknown(schema: Schema): boolean {
  const branches = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (branches !== undefined) return branches.every(refusesUnknown);
  return schema.type === 'object' && schema.additionalProperties === false;
}

test('no output and no event has room for a secret', () => {
  const suspicious = methods.flatMap(({ channel, method }) => {
    const schema = describe(method.kind === 'call' ? method.output : method.event, 'output');
    return [...walk(schema, channel, new Map())]
      .filter(([path]) => /(passphrase|recoveryKey|secretValue|plain|\.password|\.token)$/i.test(path))
      .map(([path]) => path);
  });
  // An integration's own members: the engine keeps references there, never a plain value, and a test of the engine holds it to that.
  expect([...new Set(suspicious.map((path) => path.split('.').slice(-2).join('.')))].sort()).toEqual([
    'authentication.password',
    'authentication.token',
  ]);
});
