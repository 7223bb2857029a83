// Where a problem stands in the form: controls carry the path they edit in `data-path`.

/** Focuses the control of the path, or of the nearest part of the form above it. */
export function focusPath(path: string): void {
  const parts = path.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const place = document.querySelector(`[data-path="${CSS.escape(parts.slice(0, length).join('.'))}"]`);
    const control = place?.querySelector<HTMLElement>('input, button, [tabindex="0"]');
    if (control == null) continue;
    control.scrollIntoView({ block: 'nearest' });
    control.focus();
    return;
  }
}

/** The first control of a row that is being added, once it is drawn. */
export function focusLastRow(list: string, index: number): void {
  requestAnimationFrame(() => focusPath(`${list}.${index}`));
}
