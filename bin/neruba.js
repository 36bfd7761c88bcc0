#!/usr/bin/env node
/** Starts the `neruba` command. */
import { importCommand } from './entryPoint.js';

const { run } = await importCommand('main');
process.exitCode = await run(process.argv);
