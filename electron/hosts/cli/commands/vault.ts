// `switchhook vault`: credentials, encrypted at rest. Values and passphrases come from prompts, files and standard input, never from argv.
import { type Command, Option } from 'commander';
import { openErrors } from '../../../../shared/contract/open-errors.ts';
import type { SecretView, VaultStatus } from '../../../../shared/vault/contract.ts';
import { vaultErrors } from '../../../../shared/vault/errors.ts';
import { type SecretKind, secretKindSchema } from '../../../../shared/vault/secret-rules.ts';
import { cliErrors } from '../cli-errors.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { type Session, withEngine } from '../engine-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import {
  obtainNewPassphrase,
  obtainPassphrase,
  obtainSecretValue,
  promptSecret,
  readNamedPassphrase,
} from '../secret-prompt.ts';
import { type Column, layOutPairs, layOutTable } from '../table.ts';
import { collect } from '../target-options.ts';

const columns: readonly Column<SecretView>[] = [
  { title: 'Name', value: ({ name }) => name },
  { title: 'Kind', value: ({ kind }) => kind },
  { title: 'Ends in', value: ({ last4 }) => (last4 === undefined ? '–' : `…${last4}`) },
  { title: 'Used by', value: ({ usedBy }) => (usedBy === undefined ? '–' : String(usedBy)) },
  { title: 'May be sent to', value: ({ origins }) => origins.join(', ') || 'nowhere yet', shrink: 'end' },
];

const notes = `
The passphrase is asked for, or read from the file that SWITCHHOOK_PASSPHRASE_FILE names.

Examples:
  $ switchhook vault init --recovery-key
  $ switchhook vault set crm-acme --for-origin https://crm.example.com < token.txt`;

export function addVaultCommands(program: Command, runtime: Runtime): void {
  const group = program
    .command('vault')
    .summary('keep credentials')
    .description('Credentials, encrypted at rest. What goes in never comes out again, but to where it is to be sent.')
    .addHelpText('after', notes);
  group
    .command('init')
    .description('Creates the vault.')
    .option('--recovery-key', 'also make a recovery key and print it, once')
    .action(runs(runtime, init));
  group
    .command('set')
    .description(
      'Stores a secret: from a prompt, or from standard input. With only --for-origin, an existing one keeps its value.',
    )
    .argument('<name>', 'name of the secret')
    .addOption(new Option('--kind <kind>', 'what it is for').choices(secretKindSchema.options).default('endpoint'))
    .option('--for-origin <url>', 'where it may be sent; repeatable', collect)
    .option('--replace', 'replace the value of an existing secret')
    .action(runs(runtime, set));
  group.command('list').description('Lists the secrets: names, never values.').action(runs(runtime, list));
  group
    .command('remove')
    .description('Removes a secret.')
    .argument('<name>', 'name of the secret')
    .option('--even-if-used', 'although integrations name it')
    .action(runs(runtime, remove));
  group
    .command('status')
    .description('Tells whether there is a vault, and how it can be opened.')
    .action(runs(runtime, status));
  group
    .command('unlock')
    .description(
      'Unlocks the vault of the Switchhook that runs with this data folder: what waited for its secrets goes on.',
    )
    .action(runs(runtime, unlock));
  group
    .command('passphrase')
    .description('Changes the passphrase. Without a terminal the new one comes from standard input.')
    .option('--with-recovery-key', 'show that you may with the recovery key, when the passphrase is forgotten')
    .action(runs(runtime, changePassphrase));
}

async function init(context: CommandContext, { recoveryKey }: { recoveryKey?: boolean }): Promise<ExitCode> {
  return withEngine(context, async ({ ask, client, host, role }) => {
    const { exists } = await ask(() => client.vault.status({}));
    if (exists) throw vaultErrors.fail('VAULT_EXISTS');
    // Before anything is made: a vault without the key that was asked for would be half of what was wanted.
    if (recoveryKey === true && role === 'client') throw openErrors.fail('OWNER_ONLY');
    const passphrase = (await readNamedPassphrase(context)) ?? (await obtainNewPassphrase(context));
    const created = await ask(() => client.vault.create({ passphrase }));
    const key = recoveryKey === true ? await host.createRecoveryKey({ passphrase }) : null;
    context.output.answer(key === null ? created : { ...created, recoveryKey: key }, () => [
      'The vault is created.',
      ...(key === null ? [] : ['', `Recovery key: ${key}`, 'Print it and keep it apart. It is not shown again.']),
    ]);
    return exitCodes.done;
  });
}

interface SetOptions {
  readonly kind: SecretKind;
  readonly forOrigin?: readonly string[];
  readonly replace?: boolean;
}

async function set(context: CommandContext, name: string, options: SetOptions): Promise<ExitCode> {
  return withEngine(context, async (session) => {
    const { ask, client } = session;
    const known = await ask(() => client.vault.list({}));
    const exists = known.some((secret) => secret.name === name);
    const origins = options.forOrigin ?? [];
    const keepsValue = exists && options.replace !== true && origins.length > 0 && !(await hasNewValue(context));
    if (exists && options.replace !== true && !keepsValue) throw vaultErrors.fail('SECRET_EXISTS', { name });
    if (keepsValue) return answerSecret(context, await bindAll(session, name, origins));
    const value = await obtainSecretValue(context, `Value of ${name}: `);
    const draft = { name, value, kind: options.kind, ...(origins.length === 0 ? {} : { origins: [...origins] }) };
    const replace = options.replace === true ? { replace: true } : {};
    return answerSecret(context, await ask(() => client.vault.set({ ...draft, ...replace })));
  });
}

/** A value that was piped in must not be dropped in silence: then the person meant to replace. */
async function hasNewValue(context: CommandContext): Promise<boolean> {
  return context.stdin.isTTY ? false : (await obtainSecretValue(context, '')) !== '';
}

async function bindAll({ ask, client }: Session, name: string, origins: readonly string[]): Promise<SecretView> {
  const bound: SecretView[] = [];
  for (const origin of origins) bound.push(await ask(() => client.vault.bind({ name, origin })));
  const last = bound.at(-1);
  if (last === undefined) throw vaultErrors.fail('SECRET_ORIGIN_INVALID');
  return last;
}

function answerSecret({ output }: CommandContext, secret: SecretView): ExitCode {
  const where = secret.origins.length === 0 ? 'nowhere yet: allow it with --for-origin' : secret.origins.join(', ');
  output.answer(secret, () => [`${secret.name} is stored. It may be sent to ${where}.`]);
  return exitCodes.done;
}

async function list(context: CommandContext): Promise<ExitCode> {
  const secrets = await withEngine(context, ({ ask, client }) => ask(() => client.vault.list({})));
  context.output.answer(secrets, () => layOutTable(secrets, columns, context.output.columns));
  return exitCodes.done;
}

async function remove(
  context: CommandContext,
  name: string,
  { evenIfUsed = false }: { evenIfUsed?: boolean },
): Promise<ExitCode> {
  const removed = await withEngine(context, ({ ask, client }) => ask(() => client.vault.remove({ name, evenIfUsed })));
  context.output.answer(removed, () => [`${removed.name} is removed.`]);
  return exitCodes.done;
}

async function status(context: CommandContext): Promise<ExitCode> {
  const found = await withEngine(context, ({ ask, client }) => ask(() => client.vault.status({})));
  context.output.answer(found, () => describeStatus(found));
  return found.problem === null ? exitCodes.done : exitCodes.no;
}

async function unlock(context: CommandContext): Promise<ExitCode> {
  return withEngine(context, async ({ ask, client, role }) => {
    const { exists } = await ask(() => client.vault.status({}));
    if (!exists) throw vaultErrors.fail('VAULT_MISSING');
    if (role === 'owner') {
      const why =
        'No Switchhook runs with this data folder, so the vault would be locked again at once. Nothing was done. Commands ask for the passphrase when they need a secret.';
      throw cliErrors.fail('USAGE', { why });
    }
    const passphrase = await obtainPassphrase(context);
    const unlocked = await ask(() => client.vault.unlock({ passphrase }));
    context.output.answer(unlocked, () => ['The vault is unlocked. What waited for its secrets goes on.']);
    return exitCodes.done;
  });
}

function describeStatus({ exists, unlocked, slots, problem }: VaultStatus): string[] {
  if (problem !== null) return [problem.message];
  if (!exists) return ['There is no vault yet. Create it with: switchhook vault init'];
  return layOutPairs([
    ['Vault', unlocked ? 'unlocked' : 'locked'],
    ['Opens with', slots.map(({ kind, backend }) => backend ?? kind).join(', ')],
  ]);
}

async function changePassphrase(
  context: CommandContext,
  { withRecoveryKey }: { withRecoveryKey?: boolean },
): Promise<ExitCode> {
  return withEngine(context, async ({ ask, client }) => {
    const current =
      withRecoveryKey === true
        ? { recoveryKey: await promptSecret(context, 'Recovery key: ') }
        : { passphrase: await obtainPassphrase(context) };
    const next = await obtainNewPassphrase(context);
    const changed = await ask(() => client.vault.changePassphrase({ current, next }));
    context.output.answer(changed, () => ['The passphrase is changed.']);
    return exitCodes.done;
  });
}
