// The forms in which a secret's value may stand in a text as it is. What percent, form encoding and JSON make of it, the views undo.

const fewestCharacters = 8;

/** As latin1 strings, one character a byte. Percent, form and JSON need no forms: the views decode them. */
export function listForms(value: string): string[] {
  if ([...value].length < fewestCharacters) return [];
  const bytes = Buffer.from(value);
  const whole = bytes.toString('base64');
  const standard = [whole, whole.replace(/=+$/, ''), ...[0, 1, 2].map((offset) => stableBase64(bytes, offset))];
  const urlSafe = standard.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'));
  const forms = [bytes.toString('latin1'), ...standard, ...urlSafe];
  // In a latin1 body each of these characters is the byte itself.
  return /^[\0-\xff]*$/.test(value) ? [...forms, value] : forms;
}

/** The letters that `bytes` alone decide when base64 has `offset` bytes (modulo 3) before them. */
function stableBase64(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
}
