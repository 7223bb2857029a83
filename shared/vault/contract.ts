// The vault as hosts and screens see it. Write-only: passphrases, keys and values go in, and nothing here lets one out.
import * as z from 'zod';
import { type Contract, call, stream } from '../contract/contract.ts';
import { vaultErrors } from './errors.ts';
import { secretKindSchema } from './secret-rules.ts';

const error = vaultErrors.schema;
const time = z.number();

const slotSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['passphrase', 'recovery', 'keychain']),
  /** The keychain's own name for itself. */
  backend: z.string().optional(),
  /** Milliseconds since the epoch. */
  createdAt: time,
});

export const vaultStatusSchema = z.strictObject({
  exists: z.boolean(),
  unlocked: z.boolean(),
  slots: z.array(slotSchema),
  /** The keychain of this system if it may hold the vault's key, else null. */
  keychain: z.string().nullable(),
  /** Why an existing file cannot be used: VAULT_DAMAGED or VAULT_NEWER. */
  problem: vaultErrors.schema.nullable(),
});
export type VaultStatus = z.infer<typeof vaultStatusSchema>;

/** Two ways to show that one may open the vault. */
const heldKeySchema = z.union([
  z.strictObject({ passphrase: z.string().max(1024) }),
  z.strictObject({ recoveryKey: z.string().max(1024) }),
]);
export type HeldKey = z.infer<typeof heldKeySchema>;

const unlockSchema = z.union([...heldKeySchema.options, z.strictObject({ keychain: z.literal(true) })]);
export type UnlockKey = z.infer<typeof unlockSchema>;

export const secretViewSchema = z.strictObject({
  name: z.string(),
  kind: secretKindSchema,
  origins: z.array(z.string()),
  set: z.literal(true),
  /** The last four characters; absent under twelve, and while the vault is locked. */
  last4: z.string().optional(),
  updatedAt: time,
  /** How many integrations name it, where the engine knows. */
  usedBy: z.int().optional(),
});
export type SecretView = z.infer<typeof secretViewSchema>;

const secretDraftSchema = z.strictObject({
  name: z.string().max(200),
  value: z.string().max(65_536),
  kind: secretKindSchema,
  /** Absent: those the replaced secret had, or none. */
  origins: z.array(z.string()).max(256).optional(),
  /** Without it a name that is taken is SECRET_EXISTS. */
  replace: z.boolean().optional(),
});
export type SecretDraft = z.infer<typeof secretDraftSchema>;

const binding = z.strictObject({ name: z.string().max(200), origin: z.string() });

export const vaultContract = {
  status: call({ input: z.strictObject({}), output: vaultStatusSchema, error }),
  /** The new vault is unlocked. */
  create: call({ input: z.strictObject({ passphrase: z.string().max(1024) }), output: vaultStatusSchema, error }),
  unlock: call({ input: unlockSchema, output: vaultStatusSchema, error }),
  lock: call({ input: z.strictObject({}), output: vaultStatusSchema, error }),
  /** `current` is the passphrase or a recovery key, so that a forgotten passphrase can be replaced. */
  changePassphrase: call({
    input: z.strictObject({ current: heldKeySchema, next: z.string().max(1024) }),
    output: vaultStatusSchema,
    error,
  }),
  /** Lets the system's keychain unlock this vault from now on. */
  keepInKeychain: call({ input: z.strictObject({}), output: vaultStatusSchema, error }),
  removeSlot: call({ input: z.strictObject({ id: z.string() }), output: vaultStatusSchema, error }),
  /** While the vault is locked the names, kinds and origins are those of the file, not yet verified. */
  list: call({ input: z.strictObject({}), output: z.array(secretViewSchema), error }),
  set: call({ input: secretDraftSchema, output: secretViewSchema, error }),
  /** Allows one more origin. Ask the person first: this is what keeps a plan or file from carrying a secret away. */
  bind: call({ input: binding, output: secretViewSchema, error }),
  unbind: call({ input: binding, output: secretViewSchema, error }),
  remove: call({
    input: z.strictObject({ name: z.string().max(200), evenIfUsed: z.boolean().optional() }),
    output: z.strictObject({ name: z.string() }),
    error,
  }),
  /** The whole status, first at once and then after every change of slots, lock or secrets. */
  watch: stream({ input: z.strictObject({}), event: z.strictObject({ seq: z.int(), status: vaultStatusSchema }) }),
} satisfies Contract;
