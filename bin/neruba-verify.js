#!/usr/bin/env node
/** Starts `neruba-verify`. */
import { importCommand } from './entryPoint.js';

const { runVerify } = await importCommand('verifyBundle');
process.exitCode = await runVerify(process.argv);
