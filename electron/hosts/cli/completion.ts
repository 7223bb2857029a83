// Shell completion made from the command tree itself, so that it cannot know less than the commands do. Pure.
import type { Command, Option } from 'commander';

export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof shells)[number];

export interface Completable {
  readonly name: string;
  readonly description: string;
}

/** What can follow a path of commands, as `vault set`. */
export interface CompletionNode {
  /** Without the program's own name; the root is ''. */
  readonly path: string;
  readonly commands: readonly Completable[];
  /** Long names, with their dashes. */
  readonly options: readonly Completable[];
  /** Fixed words of the first argument. */
  readonly words: readonly string[];
}

export function listCompletions(program: Command): CompletionNode[] {
  const common = [...program.options.filter(isShown).map(describeOption), { name: '--help', description: 'show help' }];
  const walk = (command: Command, path: string): CompletionNode[] => [
    {
      path,
      commands: command.commands.map((one) => ({ name: one.name(), description: one.summary() || one.description() })),
      options: [...(command === program ? [] : command.options.filter(isShown).map(describeOption)), ...common],
      words: command.registeredArguments[0]?.argChoices ?? [],
    },
    ...command.commands.flatMap((one) => walk(one, path === '' ? one.name() : `${path} ${one.name()}`)),
  ];
  return walk(program, '');
}

const isShown = (option: Option): boolean => option.long !== undefined && option.long !== null && !option.hidden;

function describeOption({ long, description }: Option): Completable {
  return { name: long ?? '', description };
}

export function writeCompletion(shell: Shell, nodes: readonly CompletionNode[]): string {
  switch (shell) {
    case 'bash':
      return writeBash(nodes);
    case 'zsh':
      return `#compdef switchhook\nautoload -U +X bashcompinit && bashcompinit\n${writeBash(nodes)}`;
    case 'fish':
      return writeFish(nodes);
    case 'powershell':
      return writePowershell(nodes);
  }
}

function wordsOf({ commands, words, options }: CompletionNode): { first: string; dashed: string } {
  return {
    first: [...commands.map(({ name }) => name), ...words].join(' '),
    dashed: options.map(({ name }) => name).join(' '),
  };
}

/** Where no word of ours fits, files are offered: most arguments are files. */
function writeBash(nodes: readonly CompletionNode[]): string {
  const cases = nodes.map((node) => {
    const { first, dashed } = wordsOf(node);
    return `    '${node.path}') words='${first}'; options='${dashed}' ;;`;
  });
  const paths = nodes.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`);
  return `# Completion of switchhook for bash. Load it with: source <(switchhook completion bash)
_switchhook() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path='' try word words='' options=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    try="\${path:+$path }$word"
    case "$try" in
      ${paths.join('|')}) path="$try" ;;
    esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
  esac
}
complete -o default -F _switchhook switchhook
`;
}

function writeFish(nodes: readonly CompletionNode[]): string {
  const quote = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const lines = nodes.flatMap(({ path, commands, options, words }) => {
    const when = `-n ${quote(`__switchhook_at ${path}`.trimEnd())}`;
    return [
      ...commands.map(
        ({ name, description }) => `complete -c switchhook ${when} -f -a ${name} -d ${quote(description)}`,
      ),
      ...words.map((word) => `complete -c switchhook ${when} -f -a ${word}`),
      ...options.map(
        ({ name, description }) => `complete -c switchhook ${when} -l ${name.slice(2)} -d ${quote(description)}`,
      ),
    ];
  });
  const paths = nodes.filter(({ path }) => path !== '').map(({ path }) => quote(path));
  return `# Completion of switchhook for fish. Load it with: switchhook completion fish | source
function __switchhook_at
  set -l path ''
  for word in (commandline -opc)[2..]
    set -l try (string trim -- "$path $word")
    if contains -- "$try" ${paths.join(' ')}
      set path "$try"
    end
  end
  test "$path" = "$argv"
end
${lines.join('\n')}
`;
}

function writePowershell(nodes: readonly CompletionNode[]): string {
  const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
  const rows = nodes.map(({ path, commands, options, words }) => {
    const names = [...commands, ...options].map(({ name }) => name);
    return `    ${quote(path)} = @(${[...names, ...words].map(quote).join(', ')})`;
  });
  return `# Completion of switchhook for PowerShell. Load it with: switchhook completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName switchhook -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $known = @{
${rows.join('\n')}
  }
  $path = ''
  foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
    $try = "$path $element".Trim()
    if ($known.ContainsKey($try)) { $path = $try }
  }
  $known[$path] | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}
