// All the page gets of Electron: one frozen Transport, `window.switchhook`. Neither ipcRenderer nor one of its events leaves this file.
import { contextBridge, ipcRenderer } from 'electron';
import type { Transport } from '../shared/contract/contract.ts';

const listeners = new Map<string, (event: unknown) => void>();

ipcRenderer.on('engine:event', (_event, { id, event }: { id: string; event: unknown }) => listeners.get(id)?.(event));

const transport: Transport = {
  call: (channel, input) => ipcRenderer.invoke('engine:call', { channel, input }),
  subscribe: (channel, input, onEvent) => {
    const id = crypto.randomUUID();
    listeners.set(id, onEvent);
    ipcRenderer.send('engine:subscribe', { act: 'start', id, channel, input });
    return () => {
      if (listeners.delete(id)) ipcRenderer.send('engine:subscribe', { act: 'end', id });
    };
  },
};

contextBridge.exposeInMainWorld('switchhook', Object.freeze(transport));
