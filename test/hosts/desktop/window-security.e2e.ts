// What holds the window in: asserted on the bundles as they are shipped.
import { existsSync } from 'node:fs';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { type DesktopApplication, startDesktop } from './desktop-application.ts';

const hostileUrls = [
  'https://example.com/',
  'http://bundle/',
  'app://bundle.example.com/',
  'app://bundle@example.com/',
  'app://user@bundle/',
  'app://bundle:1/',
  'app://other/',
  'file:///etc/passwd',
  'about:blank',
  'data:text/html,<p>',
  'javascript:alert(1)',
  'blob:app://bundle/1',
  '',
];

describe('the page', () => {
  test('is sandboxed, isolated and without Node', async () => {
    const application = startDesktop();
    const page = await application.openPage();
    const [options] = await application.records('BrowserWindow');
    expect(options).toMatchObject({
      webPreferences: {
        nodeIntegration: false,
        contextIsolation: true,
        sandbox: true,
        webSecurity: true,
        webviewTag: false,
      },
    });
    const names = Object.keys((options as { webPreferences: object }).webPreferences);
    expect(names.filter((name) => /experimental|blink|insecure|subframes|worker/i.test(name))).toEqual([]);
    expect(await application.records('app.enableSandbox')).toEqual(['starting']);
    expect(await application.records('protocol.registerSchemesAsPrivileged')).toEqual([
      [{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }],
    ]);
    expect(await page.evaluate('[typeof require, typeof process, typeof Buffer, typeof global]')).toEqual([
      'undefined',
      'undefined',
      'undefined',
      'undefined',
    ]);
  });

  test('gets one frozen Transport and nothing of Electron', async () => {
    const page = await startDesktop().openPage();
    expect(await page.evaluate('Object.keys(switchhook).sort()')).toEqual(['call', 'subscribe']);
    expect(await page.evaluate('Object.isFrozen(switchhook)')).toBe(true);
    const descriptor = 'Object.getOwnPropertyDescriptor(globalThis, "switchhook")';
    expect(await page.evaluate(`[${descriptor}.writable, ${descriptor}.configurable]`)).toEqual([false, false]);
    expect(await page.evaluate('switchhook.call("settings.get", {}).then(({ ok }) => ok)')).toBe(true);
    // What a listener is given is the event's value: no IPC event, no sender.
    const given =
      '(...given) => resolve([given.length, Object.keys(given[0]).filter((name) => /sender|ports|type/.test(name))])';
    expect(
      await page.evaluate(`new Promise((resolve) => switchhook.subscribe("settings.watch", {}, ${given}))`),
    ).toEqual([1, []]);
  });

  test('cannot leave our origin, in any frame, by link or redirect', async () => {
    const application = startDesktop();
    const page = await application.openPage();
    for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      const allowed = await Promise.all(
        hostileUrls.map(async (url) =>
          (await application.ask({ act: 'isNavigationRefused', event, url })) ? [] : [url],
        ),
      );
      expect(allowed.flat(), event).toEqual([]);
      const own = { act: 'isNavigationRefused', event, url: 'app://bundle/index.html?a#b' } as const;
      expect(await application.ask(own), event).toBe(false);
    }
    const webview = { act: 'isNavigationRefused', event: 'will-attach-webview', url: 'app://bundle/' } as const;
    expect(await application.ask(webview)).toBe(true);

    const before = page.url();
    await page.evaluate('globalThis.isSame = true; location.href = "https://example.com/"');
    const refused = { url: 'https://example.com/', isRefused: true };
    await expect.poll(() => application.records('navigation')).toEqual([refused]);
    expect(await page.evaluate('globalThis.isSame')).toBe(true);
    expect(page.url()).toBe(before);
  });

  test('opens no window; an https address goes to the browser after a question, anything else nowhere', async () => {
    const application = startDesktop({ script: { messageBoxAnswers: [1, 0] } });
    const page = await application.openPage();
    expect(await page.evaluate('globalThis.open("https://docs.example.com/refused")')).toBeNull();
    await expect.poll(() => application.records('dialog.showMessageBox')).toHaveLength(1);
    expect(await application.records('shell.openExternal')).toEqual([]);

    const link = '<a target="_blank" rel="noreferrer" href="https://docs.example.com/webhooks?a=1">documentation</a>';
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(link)})`);
    await page.evaluate('document.querySelector("body > a").click()');
    await expect
      .poll(() => application.records('shell.openExternal'))
      .toEqual(['https://docs.example.com/webhooks?a=1']);
    const [, question] = await application.records('dialog.showMessageBox');
    expect(question).toMatchObject({ detail: 'https://docs.example.com/webhooks?a=1', defaultId: 1, cancelId: 1 });

    const bad = [...hostileUrls.slice(1), 'https://user:pass@example.com/', `https://example.com/${'a'.repeat(3000)}`];
    for (const url of bad) expect(await application.ask({ act: 'decideOpening', url }), url).toBe('deny');
    expect(await application.records('dialog.showMessageBox')).toHaveLength(2);
    // The double's browser opens what is denied for a moment before it closes it.
    await expect.poll(() => page.context().pages().length).toBe(1);
  });

  test('is given no permission, asked or looked up', async () => {
    const application = startDesktop();
    const page = await application.openPage();
    const names = [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'fileSystem',
      'hid',
      'serial',
      'usb',
      'midi',
    ];
    for (const name of [...names, 'clipboard-sanitized-write', 'openExternal', 'fullscreen', 'unknown']) {
      const none = { request: false, check: false, device: false };
      expect(await application.ask({ act: 'decidePermission', name }), name).toEqual(none);
    }
    const query = '(name) => navigator.permissions.query({ name }).then(({ state }) => state)';
    const states = await page.evaluate(`Promise.all(["geolocation", "notifications", "camera"].map(${query}))`);
    expect(states).toEqual(['denied', 'denied', 'denied']);
  });
});

describe('the content security policy', () => {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

  interface Answer {
    readonly status: number;
    readonly headers: Record<string, string>;
    readonly text: string;
  }

  const request = (application: DesktopApplication, url: string, method = 'GET') =>
    application.ask({ act: 'request', url, method }) as Promise<Answer>;

  test('comes with every answer, and no path leads out of the bundle', async () => {
    const application = startDesktop();
    await application.openPage();
    const page = await request(application, 'app://bundle/');
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    const script = /src="([^"]+\.js)"/.exec(page.text)?.[1] ?? '';
    const served = await request(application, `app://bundle${script}`);
    expect(served).toMatchObject({ status: 200, headers: { 'content-type': 'text/javascript; charset=utf-8' } });

    // All of these exist beside the bundle, or outside it.
    expect(existsSync(`${application.applicationFolder}/main/main.js`)).toBe(true);
    const outside = [
      'app://bundle/../main/main.js',
      'app://bundle/..%2fmain%2fmain.js',
      'app://bundle/%2e%2e/main/main.js',
      'app://bundle/%2e%2e%2fmain%2fmain.js',
      'app://bundle/..\\main\\main.js',
      'app://bundle/assets/..%5c..%5cmain%5cmain.js',
      'app://bundle//etc/passwd',
      'app://bundle/%2fetc%2fpasswd',
      'app://bundle/etc/passwd%00.js',
      'app://bundle/file:///etc/passwd',
      'app://bundle/assets',
      'app://bundle/nowhere.js',
      'app://other/index.html',
      'app://bundle.example.com/index.html',
    ];
    const refused = await Promise.all(outside.map((url) => request(application, url)));
    expect(refused.map(({ status, text }) => [status, text])).toEqual(outside.map(() => [404, '']));
    const posted = await request(application, 'app://bundle/', 'POST');
    expect(posted.status).toBe(405);
    for (const { headers } of [page, served, posted, ...refused]) {
      expect(headers).toMatchObject({ 'content-security-policy': policy, 'x-content-type-options': 'nosniff' });
    }
  });

  test('is enforced: nothing inline, no eval, no frame, nothing from elsewhere; and the page itself never meets it', async () => {
    const page = await startDesktop().openPage();
    await watchViolations(page);
    expect(await page.evaluate('globalThis.violations')).toEqual([]);
    await page.evaluate(`(() => {
      const add = (name, change) => document.body.append(Object.assign(document.createElement(name), change));
      add('script', { textContent: 'globalThis.isInlineRun = true' });
      add('script', { src: 'https://example.com/x.js' });
      add('style', { textContent: 'body { color: red }' });
      add('iframe', { src: 'https://example.com/' });
      add('img', { src: 'https://example.com/x.png' });
      document.body.insertAdjacentHTML('beforeend', '<p style="color: red">');
      // What the debugger evaluates may eval; what runs later is the page's own.
      setTimeout(() => { new Function('globalThis.isEvalRun = true')(); });
    })()`);
    const fetched = await page.evaluate('fetch("https://example.com/").then(() => "sent", () => "refused")');
    expect(fetched).toBe('refused');
    await expect
      .poll(() => page.evaluate('[...new Set(globalThis.violations)].sort()'))
      .toEqual([
        'connect-src',
        'frame-src',
        'img-src',
        'script-src',
        'script-src-elem',
        'style-src-attr',
        'style-src-elem',
      ]);
    expect(await page.evaluate('[globalThis.isInlineRun, globalThis.isEvalRun]')).toEqual([undefined, undefined]);
  });

  /** From before the page's first script on. */
  async function watchViolations(page: Page): Promise<void> {
    await page.addInitScript(`globalThis.violations = [];
      document.addEventListener('securitypolicyviolation', (event) => globalThis.violations.push(event.effectiveDirective));`);
    await page.reload();
    await page.waitForFunction('document.readyState === "complete" && document.body.innerText !== ""');
  }
});
