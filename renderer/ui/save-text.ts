// Hands a text over as a file: the browser, or Electron's window, keeps it where the person keeps downloads.

export function saveText(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download holds the blob once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
