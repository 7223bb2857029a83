// Electron's BrowserWindow: its options, its place, its life. There is no frame to see; what is asked of it is remembered.
import { EventEmitter } from 'node:events';
import { app, isPrevented } from './app.ts';
import { type Rectangle, record } from './script.ts';
import { nativeTheme } from './system.ts';
import { WebContents } from './web-contents.ts';

interface WindowOptions extends Rectangle {
  readonly webPreferences: { readonly preload: string };
}

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  #bounds: Rectangle;
  #isMaximized = false;
  #isDestroyed = false;

  constructor(options: WindowOptions) {
    super();
    const { x, y, width, height } = options;
    this.#bounds = { x, y, width, height };
    record('BrowserWindow', options);
    this.webContents = new WebContents(options.webPreferences.preload);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    // A test closes the page where a person closes the window.
    this.webContents.on('page-closed', () => this.close());
    const applyTheme = () => void this.webContents.setColorScheme(nativeTheme.shouldUseDarkColors ? 'dark' : 'light');
    nativeTheme.on('updated', applyTheme);
    this.once('closed', () => nativeTheme.off('updated', applyTheme));
    applyTheme();
    app.windows.add(this);
    // The constructor has not answered yet when Electron says so, but its caller never sees that.
    app.emit('web-contents-created', {}, this.webContents);
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.setSize(this.#bounds);
    await this.webContents.loadURL(url);
  }

  /** As the person would. Answers whether it is gone. */
  close(): boolean {
    if (this.#isDestroyed) return true;
    if (isPrevented(this, 'close')) return false;
    this.#isDestroyed = true;
    app.windows.delete(this);
    this.emit('closed');
    void this.webContents.destroy();
    // Nobody listens for the last window, so the application ends.
    if (app.windows.size === 0) app.quit();
    return true;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  isMaximized(): boolean {
    return this.#isMaximized;
  }

  maximize(): void {
    this.#isMaximized = true;
    record('window.maximize', null);
  }

  isMinimized(): boolean {
    return false;
  }

  restore(): void {
    record('window.restore', null);
  }

  getNormalBounds(): Rectangle {
    return this.#bounds;
  }

  /** Where the person would drag it. */
  setBounds(bounds: Rectangle): void {
    this.#bounds = bounds;
  }

  show(): void {
    record('window.show', null);
  }

  focus(): void {
    record('window.focus', null);
  }

  setBackgroundColor(colour: string): void {
    record('window.setBackgroundColor', colour);
  }

  setTitleBarOverlay(overlay: object): void {
    record('window.setTitleBarOverlay', overlay);
  }
}
