// `switchhook send`: gives an event to the dispatcher and waits for the outcome.
import type { Command } from 'commander';
import { dispatchErrors } from '../../../../shared/dispatch/errors.ts';
import type { SendInput } from '../../../../shared/dispatch/send-input.ts';
import { hasErrors, type Problem } from '../../../../shared/kernel/problem.ts';
import { parseDialectFile, resolveDialect } from '../../../../shared/request/dialect-file.ts';
import { parseEventFile } from '../../../../shared/request/event-file.ts';
import { parseIntegrationFile } from '../../../../shared/request/integration-file.ts';
import { type ArmedOptions, addArmedOptions, readArmedOptions } from '../armed-options.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { answerOutcome, waitForOutcome } from '../delivery-wait.ts';
import { describeProblem } from '../describe-error.ts';
import { withEngine } from '../engine-session.ts';
import type { ExitCode } from '../exit-codes.ts';
import { type GivenRequest, type RequestOptions, readGivenRequest } from '../given-argument.ts';
import { addTargetOptions, readTargetOptions, type TargetOptions } from '../target-options.ts';

interface SendOptions extends RequestOptions, TargetOptions, ArmedOptions {
  readonly retry?: boolean;
}

const examples = `
Examples:
  $ switchhook send --integration int_42 --event inbound-call-answered
  $ switchhook send --integration crm.yaml --event call.json --deadline 5s
  $ switchhook send --integration int_42 --event call.json --retry
  $ switchhook send --integration crm.yaml --event call.json --to http://127.0.0.1:8080/hook --allow-target loopback

A TRIGGER stands for its built-in sample, occurring now. Without --retry one attempt is made: replay what failed. With it the endpoint's
policy holds, and the command stays until the final outcome; Ctrl+C leaves the rest to whoever owns the data folder next.
An integration of a LIVE tenant set is sent to the receiver, unless --live --confirm 1 says that a real system is meant.
Exit codes: 0 delivered, 1 sent but not delivered, 2 bad input or blocked, 3 secret missing, 4 unreachable.`;

export function addSendCommand(program: Command, runtime: Runtime): void {
  const command = program
    .command('send')
    .summary('send an event and wait for the outcome')
    .description('Sends one event to an integration and waits for the outcome.')
    .requiredOption('--integration <file|id>', 'integration: a JSON or YAML file, or the id of one')
    .requiredOption('--event <file|trigger>', 'event: a JSON or YAML file, or a trigger event')
    .option('--dialect <file>', "dialect to use; over the tenant set's own for an integration by id");
  command.option('--retry', "try again by the endpoint's policy until it is delivered or dead");
  addArmedOptions(addTargetOptions(command)).addHelpText('after', examples).action(runs(runtime, send));
}

async function send(context: CommandContext, options: SendOptions): Promise<ExitCode> {
  const armed = readArmedOptions(options);
  const given = await readGivenRequest(context, options);
  const isRetried = options.retry === true;
  const input = { ...checkGiven(context, given), ...readTargetOptions(options), ...armed, isRetried };
  return withEngine(context, async ({ ask, client }) => {
    const { deliveryId } = await ask(() => client.dispatch.send(input));
    return answerOutcome(context, await waitForOutcome(context, client, { deliveryId, isNew: true }));
  });
}

/**
 * What is wrong with files is told here, before the data folder is opened; what only the engine can judge it judges again.
 * Throws Failure REQUEST_INVALID with the problems in the order integration, event, dialect.
 */
function checkGiven(
  context: CommandContext,
  given: GivenRequest,
): Required<Pick<SendInput, 'integration' | 'event'>> & Pick<SendInput, 'dialect'> {
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
