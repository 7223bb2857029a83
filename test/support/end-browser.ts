// Runs before each file of whole programs: the browser that its tests share ends with the file.
import { afterAll } from 'vitest';
import { endBrowser } from './open-page.ts';

afterAll(endBrowser);
