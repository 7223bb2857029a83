// Every sentence the desktop host itself says, outside the page.

export const desktopTexts = {
  productName: 'Switchhook',
  outsideLink: {
    question: 'Open this address in your browser?',
    open: 'Open',
    cancel: 'Cancel',
  },
  startFailed: {
    title: 'Switchhook could not start',
    dataFolderUnnamed: '--data-dir needs the name of a folder.',
    unexpected: (why: string) => `Something unexpected happened, and nothing was changed. ${why}`,
  },
  pageGone: {
    message: 'The window stopped working.',
    detail: 'What is being sent goes on, and nothing that was saved is lost. Load the window again to go on.',
    reload: 'Load again',
    quit: 'Quit',
  },
  menu: { view: 'View' },
} as const;
