/** Where a command begins: in the sources where they and tsx are at hand (a checkout), else in the build. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The module of `src/cli` of that name. */
export async function importCommand(name) {
  const source = new URL(`../src/cli/${name}.ts`, import.meta.url);
  const isCheckout = existsSync(fileURLToPath(source)) && (await registerTypeScript());
  return await import(isCheckout ? source.href : new URL(`../dist/cli/${name}.js`, import.meta.url).href);
}

async function registerTypeScript() {
  try {
    const { register } = await import('tsx/esm/api');
    register();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return false;
    throw error;
  }
}
