// What belongs to the operating system: asked for, recorded, and answered as the test's script says.
import { EventEmitter } from 'node:events';
import process from 'node:process';
import { record, script } from './script.ts';

const messageBoxAnswers = [...(script.messageBoxAnswers ?? [])];

interface MessageBox {
  readonly message: string;
  readonly cancelId?: number;
}

export const dialog = {
  showErrorBox: (title: string, content: string) => {
    record('dialog.showErrorBox', { title, content });
    // As Electron does before it is ready; and so the test sees it when the process is gone.
    process.stderr.write(`${title}\n${content}\n`);
  },
  /** With or without a window before the options. */
  showMessageBox: async (...given: unknown[]) => {
    const box = given.at(-1) as MessageBox;
    record('dialog.showMessageBox', box);
    return { response: messageBoxAnswers.shift() ?? box.cancelId ?? 0, checkboxChecked: false };
  },
};

export const shell = {
  openExternal: async (url: string) => record('shell.openExternal', url),
};

export const Menu = {
  buildFromTemplate: (template: unknown) => template,
  setApplicationMenu: (menu: unknown) => record('Menu.setApplicationMenu', menu),
};

const displays = (script.displays ?? [{ x: 0, y: 0, width: 1920, height: 1040 }]).map((workArea, id) => ({
  id,
  workArea,
}));

export const screen = {
  getAllDisplays: () => displays,
  getPrimaryDisplay: () => displays[0],
};

export class NativeTheme extends EventEmitter {
  #source: 'system' | 'light' | 'dark' = 'system';

  get themeSource() {
    return this.#source;
  }

  set themeSource(source) {
    if (source === this.#source) return;
    this.#source = source;
    this.emit('updated');
  }

  /** The double's system is light. */
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
}

export const nativeTheme = new NativeTheme();
