// The first lines of the installed command: says in words that Node is too old, where the program itself could not even be loaded.
import process from 'node:process';

const neededMajor = 24;

if (Number(process.versions.node.split('.')[0]) < neededMajor) {
  process.stderr.write(
    `Switchhook runs on Node ${neededMajor} or newer; this is ${process.version}. Nothing was done.\n`,
  );
  process.exitCode = 2;
} else {
  await import('./main.ts');
}
