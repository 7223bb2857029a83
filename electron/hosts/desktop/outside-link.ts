// A link out of the application goes to the system's browser, and only after the person has seen where it leads.
import { dialog, shell } from 'electron';
import { desktopTexts } from './desktop-texts.ts';

const longestUrl = 2_048;

/** The address in its canonical form, or null for one that is never opened: not https, with credentials, or absurdly long. */
function readOutsideUrl(text: string): string | null {
  const url = text.length > longestUrl ? null : URL.parse(text);
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return null;
  return url.href;
}

let isAsking = false;

/** One question at a time, so that a page cannot bury the person in them. */
export async function askToOpenOutside(text: string): Promise<void> {
  const url = readOutsideUrl(text);
  if (url === null || isAsking) return;
  isAsking = true;
  try {
    const { question, open, cancel } = desktopTexts.outsideLink;
    const buttons = [open, cancel];
    const asked = { type: 'question', message: question, detail: url, buttons, defaultId: 1, cancelId: 1 } as const;
    const { response } = await dialog.showMessageBox(asked);
    if (response === 0) await shell.openExternal(url);
  } finally {
    isAsking = false;
  }
}
