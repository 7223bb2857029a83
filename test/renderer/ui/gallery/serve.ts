// Serves the gallery for a look at it: `node test/renderer/ui/gallery/serve.ts`, then the address it prints with `?page=grid`,
// `?page=accounts` and `?theme=dark`.

import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { createServer } from 'vite';

const server = await createServer({
  root: fileURLToPath(new URL('.', import.meta.url)),
  configFile: false,
  plugins: [react()],
  server: { host: '127.0.0.1', fs: { allow: [fileURLToPath(new URL('../../../..', import.meta.url))] } },
});
await server.listen();
server.printUrls();
