// The keys of the screen's acts, once for commands, menus and hints. In tinykeys' spelling.
export const keysOf = {
  edit: 'Enter',
  enable: 'e',
  disable: 'd',
  duplicate: '$mod+d',
  new: 'n',
  delete: 'Delete',
  undo: '$mod+z',
  send: undefined,
} as const;
