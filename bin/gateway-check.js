#!/usr/bin/env node
// No syntax that an old Node could not parse, so that it can be told what it lacks.
const [major, minor] = process.versions.node.split('.').map(Number);
const supported = major > 20 || (major === 20 && minor >= 19);
const fail = (problem) => {
  process.stderr.write(`gateway-check: ${problem}\n`);
  process.exitCode = 2;
};

if (!supported) fail(`needs Node 20.19 or newer, this is ${process.version}.`);
else {
  import('../dist/src/cli/main.js').then(
    (cli) => cli.main(process.argv.slice(2)),
    (error) => fail(`${error.message}\nIn a checkout, run: npm ci && npm run build`),
  );
}
