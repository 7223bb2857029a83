// The version of what is running, written in by the build.

declare const __SWITCHHOOK_VERSION__: string | undefined;

/** The renderer's sources run without a build in tests: there is no version then. */
export const version = typeof __SWITCHHOOK_VERSION__ === 'string' ? __SWITCHHOOK_VERSION__ : '–';
