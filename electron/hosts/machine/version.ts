// The version of this build. Bundling puts package.json's in; run from the sources there is none, and no build answers to this one.

declare const __SWITCHHOOK_VERSION__: string | undefined;

export const version = typeof __SWITCHHOOK_VERSION__ === 'string' ? __SWITCHHOOK_VERSION__ : '0.0.0-sources';
