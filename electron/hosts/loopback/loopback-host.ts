// The host itself: the renderer bundle and one socket on 127.0.0.1, before an engine on a data folder. Knows no terminal and no browser.
import { type OpenEngine, openEngine } from '../../engine/engine.ts';
import type { EnginePorts } from '../../engine/ports.ts';
import { AccessTokens } from './access-tokens.ts';
import { readPageFiles } from './page-files.ts';
import { listenForPages, type PageServer, servePages } from './page-server.ts';
import { serveSockets } from './socket-server.ts';

export interface LoopbackOptions {
  readonly ports: EnginePorts;
  /** Holds the renderer bundle. */
  readonly rendererFolder: string;
  /** 0: any free one. */
  readonly port: number;
}

export interface LoopbackLink {
  /** Opens one window, once. */
  readonly url: string;
  /** For a link that nobody can use any more. */
  withdraw(): void;
}

export interface LoopbackHost {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  role(): 'owner' | 'client';
  createLink(): LoopbackLink;
  /** Hangs up, then closes the engine: what is being sent is let end. */
  close(): Promise<void>;
}

/** Throws Failure: PAGES_MISSING, PORT_BUSY, PORT_DENIED, and what opening the engine throws. */
export async function startLoopbackHost({ ports, rendererFolder, port }: LoopbackOptions): Promise<LoopbackHost> {
  const files = await readPageFiles(rendererFolder);
  // The port comes first: the engine must know it before it sends anything.
  const pages = await listenForPages(port);
  servePages(pages, files);
  const engine = await openEngineBehind(pages, ports);
  const tokens = new AccessTokens();
  const sockets = serveSockets({ pages, tokens, transport: engine.transport, clock: ports.clock });
  return {
    origin: pages.origin,
    role: engine.role,
    createLink: () => {
      const token = tokens.createLink();
      return { url: `${pages.origin}/#token=${token}`, withdraw: () => tokens.withdrawLink(token) };
    },
    close: async () => {
      await sockets.close();
      await stopListening(pages);
      await engine.close();
    },
  };
}

async function openEngineBehind(pages: PageServer, ports: EnginePorts): Promise<OpenEngine> {
  try {
    return await openEngine({ ...ports, capabilities: { ...ports.capabilities, controlPorts: () => [pages.port] } });
  } catch (cause) {
    await stopListening(pages);
    throw cause;
  }
}

function stopListening({ server }: PageServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
