// Lets the commands' keys act in this window. Typing never sets off a letter; overlays keep their keys to themselves.
import { createKeybindingsHandler } from 'tinykeys';
import { type Command, type CommandContext, isAvailable, isSingleKey } from '../feature/commands.ts';
import { overlays } from '../feature/focus.ts';

export interface KeyPorts<State> {
  readonly commands: readonly Command<State>[];
  readonly target: Pick<Window, 'addEventListener' | 'removeEventListener'>;
  context(): CommandContext<State>;
  hasLetterKeys(): boolean;
}

/** Returns the act of ending it. */
export function bindKeys<State>({ commands, target, context, hasLetterKeys }: KeyPorts<State>): () => void {
  const byKeys = new Map<string, Command<State>[]>();
  for (const command of commands) {
    if (command.isHint) continue;
    for (const keys of command.keys ?? []) byKeys.set(keys, [...(byKeys.get(keys) ?? []), command]);
  }
  const act = (keys: string, event: KeyboardEvent) => {
    if (isSingleKey(keys) && (!hasLetterKeys() || isTyping(event.target))) return;
    const now = context();
    const command = byKeys.get(keys)?.find((known) => isAvailable(known, now));
    if (command === undefined) return;
    event.preventDefault();
    // Base UI takes F6 for its toasts, on the window too.
    event.stopImmediatePropagation();
    command.run(now);
  };
  const bindings = [...byKeys.keys()].map((keys) => [keys, (event: KeyboardEvent) => act(keys, event)] as const);
  const handler = createKeybindingsHandler(Object.fromEntries(bindings), { ignore: isKeptElsewhere });
  target.addEventListener('keydown', handler);
  return () => target.removeEventListener('keydown', handler);
}

/** An input method is composing, something nearer has acted, or an overlay has the focus. */
function isKeptElsewhere(event: KeyboardEvent): boolean {
  if (event.isComposing || event.defaultPrevented) return true;
  return event.target instanceof Element && event.target.closest(overlays) !== null;
}

const editable =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"], [role="combobox"]';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(editable) !== null;
}
