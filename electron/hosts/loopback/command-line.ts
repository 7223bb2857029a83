// What the loopback host is asked for on its command line. Pure.
import { parseArgs } from 'node:util';
import { loopbackErrors } from './loopback-errors.ts';

export interface LoopbackRequest {
  /** 0: any free one. */
  readonly port: number;
  readonly dataFolder: string | undefined;
  readonly opensBrowser: boolean;
  readonly isJson: boolean;
  readonly isVerbose: boolean;
  /** Printed instead of starting. */
  readonly asksFor: 'help' | 'version' | null;
}

export const helpText = `Usage: switchhook-loopback [options]

Serves Switchhook to a browser on this computer, and ends with this terminal.

  --port <number>   listen on this port of 127.0.0.1 (default: any free one)
  --data-dir <dir>  data folder (or SWITCHHOOK_DATA_DIR)
  --no-open         print the address only, open no browser
  --json            print the address as {"url": …}
  --verbose         tell what the engine does, on standard error
  --version         print the version
  --help            show help
`;

const options = {
  port: { type: 'string' },
  'data-dir': { type: 'string' },
  'no-open': { type: 'boolean' },
  json: { type: 'boolean' },
  verbose: { type: 'boolean' },
  version: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Throws Failure USAGE. */
export function readCommandLine(argv: readonly string[]): LoopbackRequest {
  const values = parse(argv);
  if (values['data-dir'] === '') throw loopbackErrors.fail('USAGE', { why: '--data-dir needs the name of a folder.' });
  return {
    port: readPort(values.port),
    dataFolder: values['data-dir'],
    opensBrowser: values['no-open'] !== true,
    isJson: values.json === true,
    isVerbose: values.verbose === true,
    asksFor: values.help ? 'help' : values.version ? 'version' : null,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, strict: true }).values;
  } catch (cause) {
    const [why = ''] = (cause as Error).message.split('. To specify');
    throw loopbackErrors.fail('USAGE', { why: why.endsWith('.') ? why : `${why}.` });
  }
}

const highestPort = 65_535;

function readPort(text: string | undefined): number {
  if (text === undefined) return 0;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : highestPort + 1;
  if (port <= highestPort) return port;
  throw loopbackErrors.fail('USAGE', { why: `--port needs a number from 0 to ${highestPort}, not “${text}”.` });
}
