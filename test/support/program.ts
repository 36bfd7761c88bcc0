/** The `neruba` program as npm installs it, its sources and packages in a few files: to load them one by one takes a process of a test twice as long. */
import { cp, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { inject } from 'vitest';

const TOP = fileURLToPath(new URL('../../', import.meta.url));

/** The packages that look for files of theirs beside their code. */
const HAVING_FILES = ['@electric-sql/pglite', 'fs-native-extensions', 'pino', 'pdfkit', 'fontkit'];

/** Makes it in the folder, for the whole run. */
export async function buildProgram(folder: string): Promise<string> {
  await mkdir(folder);
  await build({
    entryPoints: { main: join(TOP, 'src/cli/main.ts'), verifyBundle: join(TOP, 'src/cli/verifyBundle.ts'), killedWorker: join(TOP, 'test/support/killedWorker.ts') },
    outdir: join(folder, 'dist/cli'),
    ...{ bundle: true, splitting: true, platform: 'node', format: 'esm', target: 'node20.19', logLevel: 'error' },
    external: HAVING_FILES,
    banner: { js: "import { createRequire as requireOf } from 'node:module';\nconst require = requireOf(import.meta.url);" },
  });
  await cp(join(TOP, 'bin'), join(folder, 'bin'), { recursive: true });
  await cp(join(TOP, 'package.json'), join(folder, 'package.json'));
  for (const name of ['drizzle', 'schema', 'node_modules']) await symlink(join(TOP, name), join(folder, name));
  return folder;
}

/** The file of a process that is killed at one of its writes. */
export function killedWorkerFile(): string {
  return join(inject('programFolder'), 'dist/cli/killedWorker.js');
}

/** The file that Node runs for a command. */
export function programFile(command: 'neruba' | 'neruba-verify'): string {
  return join(inject('programFolder'), 'bin', `${command}.js`);
}
