// One word of a command line, quoted so that the program gets exactly it, whatever it holds.

export const shells = ['bash', 'powershell', 'cmd'] as const;
export type Shell = (typeof shells)[number];

export const quoteWord: Readonly<Record<Shell, (word: string) => string>> = {
  /** Any POSIX shell: between single quotes everything stands for itself. */
  bash: (word) => `'${word.replaceAll("'", "'\\''")}'`,
  /** For a program that is given its line as it is: see `Legacy` in format-curl.ts. Typographic quotes end a string as well. */
  powershell: (word) => `'${quoteForProgram(word).replace(/['\u2018-\u201b]/g, '$&$&')}'`,
  cmd: (word) => escapeForCmd(quoteForProgram(word)),
};

/** As Windows programs split their line: a quote has a backslash before it, and backslashes before a quote are doubled. */
function quoteForProgram(word: string): string {
  const inside = word.replace(/\\+|"/g, (found, at: number) => {
    if (found === '"') return '\\"';
    const after = word[at + found.length];
    return after === undefined || after === '"' ? found + found : found;
  });
  return `"${inside}"`;
}

/**
 * With a caret before every quote cmd never takes anything for quoted, so that a caret works everywhere. A name between percent
 * signs ends in a caret then and is no variable's. A line feed must be one of two; a carriage return cannot be passed at all.
 */
function escapeForCmd(line: string): string {
  return line
    .replaceAll('\r', '')
    .replace(/[()<>&|^"%!]/g, '^$&')
    .replaceAll('\n', '^\n\n');
}
