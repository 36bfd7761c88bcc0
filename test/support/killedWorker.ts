/** A process that does some work on a database until it is killed at one of its writes. Arguments: the work, whose it is, and which write. */
import { loadConfig } from '../../src/config.ts';
import { closeEngine, openEngine } from '../../src/main.ts';
import { type Whose, type WorkName, doWork, isWrite } from './killedWork.ts';

const [, , name, whose, at] = process.argv;
let writesLeft = Number.POSITIVE_INFINITY;
const engine = await openEngine(loadConfig(process.env), {
  onStatement: (statement) => {
    if (isWrite(statement)) writesLeft -= 1;
    // The statement is not sent any more.
    if (writesLeft === 0) process.kill(process.pid, 'SIGKILL');
  },
});
writesLeft = Number(at);
await doWork(engine, name as WorkName, JSON.parse(whose ?? '') as Whose);
await closeEngine(engine);
