// A JSON schema as one line of TypeScript-like text, so that a change of the contract's surface is read in a review, not skipped.

interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

export function describeSchema(schema: Schema): string {
  if (schema.$ref !== undefined) return schema.$ref.replace('#/$defs/', '');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined) return branches.map(describeSchema).join(' | ');
  if (schema.allOf !== undefined) return schema.allOf.map(describeSchema).join(' & ');
  if (schema.prefixItems !== undefined) return `[${schema.prefixItems.map(describeSchema).join(', ')}]`;
  if (schema.type === 'array') return `(${describeSchema(schema.items ?? {})})[]`;
  if (schema.type === 'object') return describeObject(schema);
  return [schema.type ?? 'unknown'].flat().join(' | ');
}

function describeObject({ properties = {}, required = [], additionalProperties }: Schema): string {
  const members = Object.entries(properties).map(
    ([name, property]) => `${name}${required.includes(name) ? '' : '?'}: ${describeSchema(property)}`,
  );
  if (typeof additionalProperties === 'object') members.push(`[key]: ${describeSchema(additionalProperties)}`);
  return members.length === 0 ? '{}' : `{ ${members.join('; ')} }`;
}
