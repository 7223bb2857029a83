// A whole number as it is typed. Limits are the engine's to judge. Pure.

/** `empty` stands for an empty text. null: no whole number. */
export function readWholeNumber(text: string, empty: number | null): number | null {
  const digits = text.trim();
  if (digits === '') return empty;
  return /^-?\d{1,9}$/.test(digits) ? Number(digits) : null;
}
