// Runs the loopback host as a process of its own, on the renderer folder it is given first.
import process from 'node:process';
import { runAsProcess } from '../../../electron/hosts/loopback/loopback-process.ts';

const [rendererFolder = ''] = process.argv.splice(2, 1);
await runAsProcess(rendererFolder);
