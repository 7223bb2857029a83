// An integration as people write it in files and as the contract carries it. Shapes only: what is wrong with one is told by check-*.ts.
import * as z from 'zod';

/** The bullets that stand for a secret wherever a person reads a request. */
export const secretMask = '••••••';

/**
 * `{ secret }` names a vault entry; `{ set: true }` means the portal holds it and we do not;
 * a plain string is a value typed by a person (a secret only in `password` and `token`).
 */
export const secretValueSchema = z.union([
  z.string(),
  z.strictObject({ secret: z.string().min(1) }),
  z.strictObject({ set: z.literal(true) }),
]);
export type SecretValue = z.infer<typeof secretValueSchema>;

export const authenticationSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none') }),
  z.strictObject({ type: z.literal('basic'), username: z.string(), password: secretValueSchema }),
  z.strictObject({ type: z.literal('token'), token: secretValueSchema }),
]);
export type Authentication = z.infer<typeof authenticationSchema>;

export const scopes = ['account', 'service'] as const;

export const methods = ['POST', 'GET'] as const;
export const formats = ['JSON', 'QUERY'] as const;

/** All members present, defaults filled in. `fieldValues[].field` is any text: whether it is a field is a check's business. */
export const integrationSchema = z.strictObject({
  name: z.string(),
  type: z.literal('webhook'),
  scope: z.enum(scopes),
  requestUrl: z.string(),
  method: z.enum(methods),
  format: z.enum(formats),
  pathArguments: z.string(),
  triggerServiceType: z.string(),
  triggerEvent: z.string(),
  enabled: z.boolean(),
  silentMode: z.boolean(),
  authentication: authenticationSchema,
  headers: z.array(z.strictObject({ name: z.string(), value: secretValueSchema })),
  fieldValues: z.array(z.strictObject({ key: z.string(), field: z.string() })),
});
export type Integration = z.infer<typeof integrationSchema>;
