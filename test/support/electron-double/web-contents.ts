// Electron's webContents on a page of Chromium: navigation that the host may refuse, the custom protocol, the preload script in its
// own world, and IPC.
import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright';
import { createEvent, isPrevented } from './app.ts';
import { onForeignPage, openPage } from './chromium.ts';
import { decodeClone, encodeClone, refuseSpecial } from './clone-codec.ts';
import { ipcMain } from './ipc-main.ts';
import { mainWorldScript, preloadWorldScript } from './page-side.ts';
import { answerOf, fromChromiumUrl, toChromiumUrl } from './protocol.ts';
import { record } from './script.ts';
import { defaultSession } from './session.ts';

/** A document of the main frame. Another document is another one. */
export interface Frame {
  url: string;
  origin: string;
  readonly parent: null;
}

interface PausedRequest {
  requestId: string;
  request: { url: string; method: string; headers: Record<string, string> };
  resourceType: string;
  redirectedRequestId?: string;
}

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

const world = 'electron-preload';
const secret = randomUUID();
const names = { send: `send-${secret}`, receive: `receive-${secret}` };
const mainWorld = `main-${secret}`;
const preloadWorld = `preload-${secret}`;
/** Of what a page can ask for, by the names pages know. */
const permissionNames = ['geolocation', 'notifications', 'clipboard-read', 'clipboard-write', 'camera', 'microphone'];

export class WebContents extends EventEmitter {
  mainFrame: Frame = createFrame('about:blank');
  readonly #opened: Promise<{ page: Page; cdp: CDPSession }>;
  readonly #preload: string;
  /** Contexts of the preload script's world → the document they belong to. */
  readonly #contexts = new Map<number, Frame>();
  #openHandler: OpenHandler = () => ({ action: 'allow' });
  #isOwnNavigation = false;
  #isDestroyed = false;

  constructor(preloadFile: string) {
    super();
    this.#preload = readFileSync(preloadFile, 'utf8');
    this.#opened = this.#open();
  }

  async #open() {
    const page = await openPage();
    const cdp = await page.context().newCDPSession(page);
    page.on('close', () => this.emit('page-closed'));
    cdp.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return;
      this.mainFrame = createFrame(fromChromiumUrl(frame.url));
      this.emit('did-navigate', createEvent(), this.mainFrame.url, 200, '');
    });
    cdp.on('Page.navigatedWithinDocument', ({ url }) => {
      this.mainFrame.url = fromChromiumUrl(url);
    });
    cdp.on('Page.loadEventFired', () => this.emit('did-finish-load'));
    cdp.on('Page.windowOpen', ({ url }) => this.#openHandler({ url: fromChromiumUrl(url) }));
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === world) this.#contexts.set(context.id, this.mainFrame);
    });
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === names.send) void this.#receive(payload, executionContextId);
    });
    cdp.on('Fetch.requestPaused', (paused) => void this.#answer(cdp, paused).catch(() => {}));
    await onForeignPage((popup) => void popup.close());
    await cdp.send('Page.enable');
    await cdp.send('Runtime.addBinding', { name: names.send, executionContextName: world });
    await this.#addScripts(cdp);
    await cdp.send('Runtime.enable');
    await cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
    return { page, cdp };
  }

  async #addScripts(cdp: CDPSession): Promise<void> {
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: mainWorldScript({ own: mainWorld, other: preloadWorld }),
    });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: preloadWorldScript(this.#preload, { own: preloadWorld, other: mainWorld, ...names }),
      worldName: world,
    });
  }

  /** Resolves when the page is loaded, as Electron does. */
  async loadURL(url: string): Promise<void> {
    const { cdp } = await this.#opened;
    await this.#applyPermissions(cdp, url);
    const isLoaded = new Promise<void>((resolve) => this.once('did-finish-load', resolve));
    this.#isOwnNavigation = true;
    const { errorText } = await cdp.send('Page.navigate', { url: toChromiumUrl(url) });
    this.#isOwnNavigation = false;
    if (errorText !== undefined) throw new Error(`${errorText} loading '${url}'`);
    await isLoaded;
  }

  reload(): void {
    void this.#opened.then(({ cdp }) => cdp.send('Page.reload'));
  }

  send(channel: string, ...given: unknown[]): void {
    record('webContents.send', given);
    this.#sendText(this.mainFrame, { type: 'event', channel, given: encodeClone(given, refuseSpecial) });
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  /** For tests: what the handler says to an address. */
  decideOpening(url: string): string {
    return this.#openHandler({ url }).action;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  async destroy(): Promise<void> {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.emit('destroyed');
    const { page } = await this.#opened;
    if (!page.isClosed()) await page.close().catch(() => {});
  }

  async setSize(size: { width: number; height: number }): Promise<void> {
    await (await this.#opened).page.setViewportSize(size);
  }

  async setColorScheme(colorScheme: 'light' | 'dark'): Promise<void> {
    await (await this.#opened).page.emulateMedia({ colorScheme });
  }

  /** The page then sees what the host decided, not what a headless browser grants. */
  async #applyPermissions(cdp: CDPSession, url: string): Promise<void> {
    const origin = new URL(toChromiumUrl(url)).origin;
    for (const name of permissionNames) {
      const { check, request } = await defaultSession.decide(name);
      const setting = check && request ? 'granted' : 'denied';
      await cdp.send('Browser.setPermission', { permission: { name }, setting, origin });
    }
  }

  async #receive(text: string, contextId: number): Promise<void> {
    const frame = this.#contexts.get(contextId) ?? null;
    const { type, id, channel, given } = JSON.parse(text);
    const event = { type: 'frame', sender: this, senderFrame: frame } as const;
    const values = decodeClone(given, refuseSpecial) as unknown[];
    if (type === 'send') {
      ipcMain.emit(channel, event, ...values);
      return;
    }
    const answer = await ipcMain.answer(channel, event, values).then(
      (value) => ({ isOk: true, value: encodeClone(value, refuseSpecial) }),
      (cause: Error) => ({ isOk: false, value: cause.message }),
    );
    if (frame !== null) this.#sendText(frame, { type: 'answer', id, ...answer });
  }

  #sendText(frame: Frame, message: object): void {
    const contextId = [...this.#contexts].find(([, owner]) => owner === frame)?.[0];
    if (contextId === undefined) return;
    const expression = `globalThis[${JSON.stringify(names.receive)}](${JSON.stringify(JSON.stringify(message))})`;
    // The document may be gone by now.
    void this.#opened.then(({ cdp }) => cdp.send('Runtime.evaluate', { contextId, expression })).catch(() => {});
  }

  async #answer(
    cdp: CDPSession,
    { requestId, request, resourceType, redirectedRequestId }: PausedRequest,
  ): Promise<void> {
    const url = fromChromiumUrl(request.url);
    const isNavigation = resourceType === 'Document';
    if (isNavigation && !this.#isOwnNavigation && this.#isRefused(url, redirectedRequestId !== undefined)) {
      await cdp.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
      return;
    }
    const answer = await answerOf(url, { method: request.method });
    if (answer === null) {
      await cdp.send('Fetch.failRequest', { requestId, errorReason: 'NameNotResolved' });
      return;
    }
    await cdp.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: answer.status,
      responseHeaders: [...answer.headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await answer.arrayBuffer()).toString('base64'),
    });
  }

  #isRefused(url: string, isRedirect: boolean): boolean {
    const details = { url, isMainFrame: true, isSameDocument: false, frame: this.mainFrame };
    const events = isRedirect ? ['will-redirect'] : ['will-frame-navigate', 'will-navigate'];
    const isRefused = events.some((event) => isPrevented(this, event, details));
    record('navigation', { url, isRefused });
    return isRefused;
  }
}

function createFrame(url: string): Frame {
  const { protocol, host } = new URL(url);
  return { url, origin: host === '' ? 'null' : `${protocol}//${host}`, parent: null };
}
