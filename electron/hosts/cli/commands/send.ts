// `switchhook send`: gives an event to the dispatcher and waits for the outcome.
import type { Command } from 'commander';
import type { SendInput } from '../../../../shared/dispatch/contract.ts';
import { dispatchErrors } from '../../../../shared/dispatch/errors.ts';
import { hasErrors, type Problem } from '../../../../shared/kernel/problem.ts';
import { parseDialectFile, resolveDialect } from '../../../../shared/request/dialect-file.ts';
import { parseEventFile } from '../../../../shared/request/event-file.ts';
import { parseIntegrationFile } from '../../../../shared/request/integration-file.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { answerOutcome, waitForOutcome } from '../delivery-wait.ts';
import { describeProblem } from '../describe-error.ts';
import { withEngine } from '../engine-session.ts';
import type { ExitCode } from '../exit-codes.ts';
import { type GivenRequest, type RequestOptions, readGivenRequest } from '../given-argument.ts';
import { addTargetOptions, readTargetOptions, type TargetOptions } from '../target-options.ts';

interface SendOptions extends RequestOptions, TargetOptions {}

const examples = `
Examples:
  $ switchhook send --integration int_42 --event inbound-call-answered
  $ switchhook send --integration crm.yaml --event call.json --deadline 5s
  $ switchhook send --integration crm.yaml --event call.json --to http://127.0.0.1:8080/hook --allow-target loopback

A TRIGGER stands for its built-in sample, occurring now. There is no automatic retry: replay what failed.
Exit codes: 0 delivered, 1 sent but not delivered, 2 bad input or blocked, 3 secret missing, 4 unreachable.`;

export function addSendCommand(program: Command, runtime: Runtime): void {
  const command = program
    .command('send')
    .summary('send an event and wait for the outcome')
    .description('Sends one event to an integration and waits for the outcome.')
    .requiredOption('--integration <file|id>', 'integration: a JSON or YAML file, or the id of one')
    .requiredOption('--event <file|trigger>', 'event: a JSON or YAML file, or a trigger event')
    .option('--dialect <file>', "dialect to use; over the tenant set's own for an integration by id");
  addTargetOptions(command).addHelpText('after', examples).action(runs(runtime, send));
}

async function send(context: CommandContext, options: SendOptions): Promise<ExitCode> {
  const given = await readGivenRequest(context, options);
  const input = { ...checkGiven(context, given), ...readTargetOptions(options) };
  return withEngine(context, async ({ ask, client }) => {
    const { deliveryId } = await ask(() => client.dispatch.send(input));
    return answerOutcome(context, await waitForOutcome(context, client, deliveryId));
  });
}

/**
 * What is wrong with files is told here, before the data folder is opened; what only the engine can judge it judges again.
 * Throws Failure REQUEST_INVALID with the problems in the order integration, event, dialect.
 */
function checkGiven(
  context: CommandContext,
  given: GivenRequest,
): Pick<SendInput, 'integration' | 'event' | 'dialect'> {
  const dialect = parseDialectFile(given.dialect);
  const integration = checkIntegration(given, resolveDialect(dialect.dialect ?? undefined).dialect);
  const event = parseEventFile(given.event.value, integration.trigger);
  const problems = [...integration.problems, ...event.problems, ...dialect.problems];
  if (hasErrors(problems) || integration.input === null || event.event === null) {
    throw dispatchErrors.fail('REQUEST_INVALID', { problems });
  }
  context.output.warn(problems.map((problem) => describeProblem(problem, context.sources)));
  return {
    integration: integration.input,
    event: given.event.kind === 'sample' ? { sample: given.event.trigger } : { event: event.event },
    ...(given.dialect === undefined || dialect.dialect === null ? {} : { dialect: dialect.dialect }),
  };
}

interface CheckedIntegration {
  readonly input: SendInput['integration'] | null;
  readonly problems: readonly Problem[];
  /** Known only of a file. */
  readonly trigger: string | undefined;
}

function checkIntegration(
  { integration }: GivenRequest,
  dialect: Parameters<typeof parseIntegrationFile>[1],
): CheckedIntegration {
  if (integration.kind === 'id') return { input: { id: integration.id }, problems: [], trigger: undefined };
  const read = parseIntegrationFile(integration.value, dialect);
  const input = read.integration === null ? null : { file: read.integration };
  return { input, problems: read.problems, trigger: read.integration?.triggerEvent };
}
