#!/usr/bin/env -S node --max-semi-space-size=8
const needed = [22, 22, 2];
const own = process.versions.node.split('.').map(Number);
const differing = needed.findIndex((part, index) => part !== own[index]);
if (differing >= 0 && own[differing] < needed[differing]) {
  process.stderr.write(`dhow needs Node.js ${needed.join('.')} or later; this is ${process.versions.node}.\n`);
  // As for anything else that keeps it from starting.
  process.exit(3);
}
// Compiled code is kept between runs: the command starts in about half the time from its second run on.
const { enableCompileCache } = await import('node:module');
enableCompileCache();
const { main } = await import('../dist/bundle/main.js');
process.exitCode = await main(process.argv.slice(2));
