// How the platform writes what its manual leaves open. Defaults are assumptions until a document or a capture confirms them.
import * as z from 'zod';

export const dialectSchema = z.strictObject({
  dateTime: z.enum(['sql-local', 'iso-local', 'iso-offset', 'iso-utc', 'unix']),
  /** `event`, `UTC` or an IANA name. */
  dateTimeZone: z.string(),
  boolean: z.enum(['True/False', 'true/false', '1/0', 'json']),
  listSeparator: z.enum([',', ', ']),
  missing: z.enum(['omit', 'empty', 'null']),
  numbers: z.enum(['string', 'json']),
  jsonSpace: z.enum(['none', 'python']),
  jsonSlash: z.enum(['plain', 'escaped']),
  jsonUnicode: z.enum(['utf-8', 'escaped']),
  jsonContentType: z.string(),
  getJson: z.enum(['body', 'query']),
  postQuery: z.enum(['url', 'form']),
  querySpace: z.enum(['+', '%20']),
  tokenHeader: z.string(),
  tokenScheme: z.string(),
  pathArguments: z.enum(['append', 'query']),
});
export type Dialect = z.infer<typeof dialectSchema>;
export type DialectKey = keyof Dialect;

export const defaultDialect: Dialect = {
  dateTime: 'sql-local',
  dateTimeZone: 'event',
  boolean: 'True/False',
  listSeparator: ',',
  missing: 'omit',
  numbers: 'string',
  jsonSpace: 'none',
  jsonSlash: 'plain',
  jsonUnicode: 'utf-8',
  jsonContentType: 'application/json',
  getJson: 'body',
  postQuery: 'url',
  querySpace: '+',
  tokenHeader: 'Authorization',
  tokenScheme: 'Bearer',
  pathArguments: 'append',
};

/** A dialect file, and what a tenant set keeps: any subset of the keys, the profile they start from, and which are confirmed. */
export const dialectFileSchema = dialectSchema.partial().extend({
  profile: z.string().optional(),
  confirmed: z.array(z.string()).optional(),
});
export type DialectFile = z.infer<typeof dialectFileSchema>;

/** A dialect file with its profile and the defaults filled in. */
export interface ResolvedDialect {
  readonly dialect: Dialect;
  readonly confirmed: readonly DialectKey[];
}
