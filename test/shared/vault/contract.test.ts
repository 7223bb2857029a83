import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { vaultContract } from '../../../shared/vault/contract.ts';

const outgoing = Object.entries(vaultContract).map(
  ([name, method]) => [name, method.kind === 'call' ? method.output : method.event] as const,
);

/** Every member name anywhere in a schema. */
function listMembers(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties } = schema as { properties?: Record<string, unknown> };
  return [...Object.keys(properties ?? {}), ...Object.values(schema).flatMap(listMembers)];
}

describe("the vault's contract", () => {
  it.each(outgoing)('lets nothing out of %s that could hold a secret', (_, schema) => {
    // The errors' schema is shared by all slices and walked elsewhere; here it is any code with its text.
    const known = [
      'name',
      'kind',
      'origins',
      'set',
      'last4',
      'updatedAt',
      'usedBy',
      'exists',
      'unlocked',
      'slots',
      'id',
      'backend',
      'createdAt',
      'keychain',
      'problem',
      'code',
      'message',
      'problems',
      'severity',
      'path',
      'seq',
      'status',
    ];
    expect(listMembers(z.toJSONSchema(schema)).filter((member) => !known.includes(member))).toEqual([]);
  });

  it('refuses to let a value ride along in an output', () => {
    const view = { name: 'a', kind: 'endpoint', origins: [], set: true, updatedAt: 1 };
    expect(vaultContract.set.output.safeParse(view).success).toBe(true);
    expect(vaultContract.set.output.safeParse({ ...view, value: 'x' }).success).toBe(false);
  });
});
