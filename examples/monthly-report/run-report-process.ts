import { runReport } from './run-report.ts';

/** {@link runReport} as a process of its own, for tests that kill it: route, folder and address as arguments, JSON out. */
const [route, folder, url] = process.argv.slice(2);
if ((route !== 'ts' && route !== 'yaml') || folder === undefined || url === undefined) {
  throw new Error('usage: run-report-process.ts ts|yaml FOLDER URL');
}
console.log(JSON.stringify(await runReport({ route, folder, url })));
