// Puts text on the clipboard. The clipboard interface of browsers asks for a permission that the desktop window never gives, so the
// older command is used: it needs a press of the person, and copies what is selected.

/** Answers whether it was copied. The focus is where it was before. */
export function copyText(text: string): boolean {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  // Inside an open dialog: outside it, the dialog would take the focus back before anything is selected.
  const place = focused?.closest('[role="dialog"], [role="alertdialog"]') ?? document.body;
  place.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return isCopied;
}
