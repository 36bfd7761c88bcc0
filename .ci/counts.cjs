// counts.cjs REPORT FAILURES: prints "passed failed skipped" of a JSON report of Vitest, and appends what failed, each
// with the first lines of its message, to the file FAILURES.
const { appendFileSync, readFileSync } = require('node:fs');

const LINES_OF_A_MESSAGE = 12;

const [reportFile, failuresFile] = process.argv.slice(2);
const report = JSON.parse(readFileSync(reportFile, 'utf8'));

function told(where, message) {
  const lines = (message ?? '').split('\n').slice(0, LINES_OF_A_MESSAGE);
  appendFileSync(failuresFile, [where, ...lines.map((line) => `    ${line}`), ''].join('\n'));
}

for (const file of report.testResults) {
  const failed = file.assertionResults.filter((test) => test.status === 'failed');
  for (const test of failed) told(`${file.name}: ${test.fullName} (${Math.round(test.duration ?? 0)} ms)`, test.failureMessages[0]);
  if (file.status === 'failed' && failed.length === 0) told(`${file.name}: the file itself`, file.message);
}

console.log(report.numPassedTests, report.numFailedTests, report.numPendingTests + report.numTodoTests);
