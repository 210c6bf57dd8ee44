/** Compares the JSON lines of two runs of the demo: all rows accounted for, and the second run doubled nothing. */
interface DemoReport {
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly pending: number;
  readonly doubled: number;
  readonly valuesInTarget: number;
}

const [first, second] = process.argv.slice(2).map((line) => JSON.parse(line) as DemoReport);
if (!first || !second) throw new Error('Give the last lines of two runs of "npm run demo -- --json".');

const problems: string[] = [];
for (const [name, run] of Object.entries({ first, second })) {
  if (run.rows !== 30_000) problems.push(`The ${name} run read ${run.rows} rows instead of 30000.`);
  if (run.accepted + run.rejected + run.pending !== run.rows) problems.push(`The ${name} run lost account of rows.`);
  if (run.pending !== 0) problems.push(`The ${name} run left ${run.pending} rows pending.`);
  if (run.doubled !== 0) problems.push(`The ${name} run doubled ${run.doubled} values.`);
}
if (first.rejected === 0) problems.push('The first run rejected nothing, but its input has bad rows.');
if (first.valuesInTarget !== first.accepted) {
  problems.push(`The target holds ${first.valuesInTarget} values after ${first.accepted} were accepted.`);
}
if (second.valuesInTarget !== first.valuesInTarget) {
  problems.push(`The second run changed the number of values in the target to ${second.valuesInTarget}.`);
}
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(`The demo holds: ${first.accepted} accepted, ${first.rejected} rejected, nothing doubled.`);
