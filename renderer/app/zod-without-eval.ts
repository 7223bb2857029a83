// zod compiles schemas with `new Function` where it may. Here the content security policy forbids it, and asking alone is a violation.
// It must be imported before any module that builds a schema.
import * as z from 'zod';

z.config({ jitless: true });
