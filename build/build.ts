// `npm run build`: every bundle, to out/.
import { buildAll } from './bundles.ts';

await buildAll();
