// `npm run bench [name …]`: runs benchmarks against the built programs, prints a table of each, and last all results as one line of JSON.
import { type Bench, printResult } from './bench.ts';
import { benchGrid } from './grid.ts';

const benches: Readonly<Record<string, Bench>> = { grid: benchGrid };

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(benches);
const unknown = names.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`No benchmark is called ${unknown.join(', ')}. Known: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}

const results = [];
for (const name of names) {
  const result = await benches[name]?.();
  if (result === undefined) continue;
  printResult(result);
  results.push(result);
}
console.log(JSON.stringify(results));
