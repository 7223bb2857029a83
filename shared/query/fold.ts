// Ignoring case, the same everywhere: the language's own lower case (no locale), final sigma as sigma, then NFC.
// Accents are kept: é is not e. Both sides of a comparison are folded, rows once when they are made, never per comparison.

declare const folded: unique symbol;
/** Text that went through `foldText`: rows hold nothing else, so that a forgotten fold does not compile. */
export type FoldedText = string & { readonly [folded]: true };

/** Folding twice changes nothing. */
export function foldText(text: string): FoldedText {
  // Lower case makes the last capital sigma of a word a different letter, which would break substrings.
  return text.toLowerCase().replaceAll('ς', 'σ').normalize('NFC') as FoldedText;
}
