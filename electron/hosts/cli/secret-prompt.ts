// Asks for what must not be seen: never from argv, never echoed. Without a terminal the value comes from a named file or standard input.
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { vaultErrors } from '../../../shared/vault/errors.ts';
import { cliErrors } from './cli-errors.ts';
import type { CommandContext } from './command-context.ts';
import { decodeText, readAll, readTextFile } from './read-file.ts';

/** The passphrase of an existing vault. Throws Failure: VAULT_LOCKED when there is no way to get it, FILE_*. */
export async function obtainPassphrase(context: CommandContext): Promise<string> {
  const named = await readNamedPassphrase(context);
  if (named !== null) return named;
  if (context.stdin.isTTY) return promptSecret(context, 'Passphrase of the vault: ');
  throw vaultErrors.fail('VAULT_LOCKED');
}

/** null when SWITCHHOOK_PASSPHRASE_FILE names none. Throws Failure: FILE_*. */
export async function readNamedPassphrase({ environment }: CommandContext): Promise<string | null> {
  const file = environment.SWITCHHOOK_PASSPHRASE_FILE;
  return file === undefined || file === '' ? null : withoutLineEnd(await readTextFile(file));
}

/** A passphrase that is not there yet: twice on a terminal, so that a slip of the finger locks nobody out. */
export async function obtainNewPassphrase(context: CommandContext): Promise<string> {
  if (!context.stdin.isTTY) return readSecretFromStdin(context);
  const first = await promptSecret(context, 'New passphrase: ');
  if ((await promptSecret(context, 'Once more: ')) === first) return first;
  throw cliErrors.fail('USAGE', { why: 'The two passphrases differ. Nothing was changed. Try again.' });
}

/** The value of a secret: a prompt on a terminal, else the whole of standard input without its last line end. */
export async function obtainSecretValue(context: CommandContext, label: string): Promise<string> {
  return context.stdin.isTTY ? promptSecret(context, label) : readSecretFromStdin(context);
}

async function readSecretFromStdin({ interrupt, stdin }: CommandContext): Promise<string> {
  return withoutLineEnd(decodeText(await interrupt.race(readAll(stdin, 'standard input')), 'standard input'));
}

function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '');
}

/** Throws Failure: USAGE without a terminal, INTERRUPTED. */
export async function promptSecret(context: CommandContext, label: string): Promise<string> {
  if (!context.stdin.isTTY)
    throw cliErrors.fail('USAGE', { why: 'This needs a terminal to ask on. Nothing was done.' });
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: context.stdin, output: silent, terminal: true });
  // With a terminal of its own, readline gets Ctrl+C as a key and no signal is raised.
  const cancel = () => context.interrupt.stop();
  lines.once('SIGINT', cancel).once('close', cancel);
  context.output.prompt(label);
  try {
    return await context.interrupt.race(lines.question(''));
  } finally {
    lines.off('close', cancel);
    lines.close();
    context.output.prompt('\n');
  }
}
