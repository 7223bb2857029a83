// What runs inside the page: the bridge between its two worlds, and Electron's module for the preload script. These functions are
// written into the page as text, so each knows nothing but its parameters, the codec's functions and the language.
import { decodeClone, encodeClone, refuseSpecial, type SpecialValues } from './clone-codec.ts';

/** `window`, as far as it is used here. The page is typed without the DOM. */
interface PageWindow extends EventTarget {
  readonly top: unknown;
  open(...given: unknown[]): unknown;
  [name: string]: unknown;
}

export interface WorldNames {
  /** Of the event that speaks to this world, and of the one that speaks to the other. */
  readonly own: string;
  readonly other: string;
}

interface Bridge {
  expose(key: string, value: unknown): void;
}

/**
 * Both worlds run this and speak by events, which are synchronous. Values are copied; functions and promises become numbered
 * references; what arrives in the main world is frozen.
 */
function createBridge(window: PageWindow, { own, other }: WorldNames): Bridge {
  const functions: ((...given: unknown[]) => unknown)[] = [];
  const returned = new Map<number, { isOk: boolean; value: unknown }>();
  const settling = new Map<number, PromiseWithResolvers<unknown>>();
  let promiseCount = 0;
  let callCount = 0;
  const send = (message: object) => window.dispatchEvent(new CustomEvent(other, { detail: JSON.stringify(message) }));
  const special: SpecialValues = {
    encode: (value) => {
      if (typeof value === 'function') return { $: 'function', v: functions.push(value as never) - 1 };
      if (!(value instanceof Promise)) throw new Error('An object could not be cloned.');
      const id = promiseCount++;
      value.then(
        (given) => send({ type: 'settle', id, isOk: true, value: encodeClone(given, special) }),
        (cause) => send({ type: 'settle', id, isOk: false, value: encodeClone(cause, special) }),
      );
      return { $: 'promise', v: id };
    },
    decode: ({ $: tag, v }) => {
      if (tag === 'function') return (...given: unknown[]) => callOther(v as number, given);
      const promise = Promise.withResolvers<unknown>();
      settling.set(v as number, promise);
      return promise.promise;
    },
  };
  const callOther = (id: number, given: unknown[]) => {
    const call = callCount++;
    send({ type: 'call', id, call, given: encodeClone(given, special) });
    const answer = returned.get(call);
    returned.delete(call);
    const value = decodeClone(answer?.value, special);
    if (answer?.isOk === true) return value;
    throw value;
  };
  const runOwn = (id: number, given: unknown) => {
    try {
      const value = functions[id]?.(...(decodeClone(given, special) as unknown[]));
      return { isOk: true, value: encodeClone(value, special) };
    } catch (cause) {
      return { isOk: false, value: encodeClone(cause, special) };
    }
  };
  const freeze = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null && !(value instanceof Promise)) {
      for (const item of Object.values(value)) freeze(item);
    }
    return Object.freeze(value);
  };
  window.addEventListener(own, (event) => {
    const message = JSON.parse((event as CustomEvent<string>).detail);
    switch (message.type) {
      case 'expose':
        Object.defineProperty(window, message.key, {
          value: freeze(decodeClone(message.value, special)),
          enumerable: true,
        });
        return;
      case 'call':
        send({ type: 'return', call: message.call, ...runOwn(message.id, message.given) });
        return;
      case 'return':
        returned.set(message.call, message);
        return;
      default: {
        const promise = settling.get(message.id);
        const value = decodeClone(message.value, special);
        settling.delete(message.id);
        if (message.isOk) promise?.resolve(value);
        else promise?.reject(value);
      }
    }
  });
  return { expose: (key, value) => void send({ type: 'expose', key, value: encodeClone(value, special) }) };
}

/** `require('electron')` of a sandboxed preload script. */
function createPreloadElectron(window: PageWindow, bridge: Bridge, names: { send: string; receive: string }) {
  const sendText = window[names.send] as (text: string) => void;
  const listeners = new Map<string, Set<(...given: unknown[]) => void>>();
  const invoking = new Map<number, PromiseWithResolvers<unknown>>();
  let invokeCount = 0;
  window[names.receive] = (text: string) => {
    const message = JSON.parse(text);
    if (message.type === 'event') {
      const given = decodeClone(message.given, refuseSpecial) as unknown[];
      for (const listener of listeners.get(message.channel) ?? [])
        listener({ sender: ipcRenderer, ports: [] }, ...given);
      return;
    }
    const promise = invoking.get(message.id);
    invoking.delete(message.id);
    if (message.isOk) promise?.resolve(decodeClone(message.value, refuseSpecial));
    else promise?.reject(new Error(message.value));
  };
  const ipcRenderer = {
    invoke: async (channel: string, ...given: unknown[]) => {
      const id = invokeCount++;
      const text = JSON.stringify({ type: 'invoke', id, channel, given: encodeClone(given, refuseSpecial) });
      const promise = Promise.withResolvers<unknown>();
      invoking.set(id, promise);
      sendText(text);
      return promise.promise;
    },
    send: (channel: string, ...given: unknown[]) =>
      sendText(JSON.stringify({ type: 'send', channel, given: encodeClone(given, refuseSpecial) })),
    on: (channel: string, listener: (...given: unknown[]) => void) => {
      const all = listeners.get(channel) ?? new Set();
      listeners.set(channel, all.add(listener));
      return ipcRenderer;
    },
  };
  return { contextBridge: { exposeInMainWorld: bridge.expose }, ipcRenderer };
}

const library = [
  `const refuseSpecial = { encode() { throw new Error('An object could not be cloned.'); }, decode({ $ }) { throw new Error($); } };`,
  ...[encodeClone, decodeClone, createBridge, createPreloadElectron].map(String),
].join('\n');

/** Before any script of the page, in its own world. A refused window.open answers null. */
export function mainWorldScript(names: WorldNames): string {
  return `if (window.top === window) { ${library}
    createBridge(window, ${JSON.stringify(names)});
    const open = window.open.bind(window);
    window.open = (...given) => { open(...given); return null; };
  }`;
}

/** In the preload script's world. `process` and `Buffer` are not there: what needs them fails here as it would in a sandbox. */
export function preloadWorldScript(source: string, names: WorldNames & { send: string; receive: string }): string {
  return `if (window.top === window) { ${library}
    const bridge = createBridge(window, ${JSON.stringify(names)});
    const electron = createPreloadElectron(window, bridge, ${JSON.stringify(names)});
    const require = (name) => { if (name === 'electron') return electron; throw new Error('module not found: ' + name); };
    (function (require, module, exports) { ${source}
    })(require, { exports: {} }, {});
  }`;
}
