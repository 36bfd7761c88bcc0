#!/usr/bin/env node
/** Starts `neruba-verify`: from the sources where they and tsx are at hand (a checkout), else from the build. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const { runVerify } = await import(await entryPoint());
process.exitCode = await runVerify(process.argv);

async function entryPoint() {
  const source = new URL('../src/cli/verifyBundle.ts', import.meta.url);
  if (existsSync(fileURLToPath(source)) && (await registerTypeScript())) return source.href;
  return new URL('../dist/cli/verifyBundle.js', import.meta.url).href;
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
