/** Records the SDL as the contract that later versions must keep: `npm run contract`, when a version is released. */
import { writeFileSync } from 'node:fs';
import { register } from 'tsx/esm/api';

register();
const { bareSchema, printedSdl } = await import('../src/graphql/schema.ts');
writeFileSync(new URL('../test/contract/recorded.graphql', import.meta.url), printedSdl(bareSchema()));
