#!/usr/bin/env node
/** Starts the `neruba` command: from the sources where they and tsx are at hand (a checkout), else from the build. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const { run } = await import(await entryPoint());
process.exitCode = await run(process.argv);

async function entryPoint() {
  const source = new URL('../src/cli/main.ts', import.meta.url);
  if (existsSync(fileURLToPath(source)) && (await registerTypeScript())) return source.href;
  return new URL('../dist/cli/main.js', import.meta.url).href;
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
