import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/**
 * Keeps the error catalogues, the reference page docs/errors.md and the tests in step: every code of a catalogue has its
 * row on the page and is provoked by some test, and the page names no code that is gone. `--write` renews the page.
 *
 * A catalogue is a file `src/**\/*-errors.ts` that exports, under a name ending in `Errors` or `Catalogue`, an object of
 * code to `{ message, retryable? , remedy? }`.
 */

interface Entry {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly home: string;
}

const root = resolve(import.meta.dirname, '..');
const page = join(root, 'docs', 'errors.md');
const sources = readdirSync(join(root, 'packages'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((path) => !/[\\/](node_modules|dist)[\\/]/.test(path));

const entries: Entry[] = [];
for (const file of sources.filter((path) => path.endsWith('-errors.ts'))) {
  const home = relative(root, file);
  const module = (await import(file)) as Record<string, unknown>;
  for (const [name, value] of Object.entries(module)) {
    if (!/(Errors|Catalogue)$/.test(name) || typeof value !== 'object' || value === null) continue;
    for (const [code, template] of Object.entries(
      value as Record<string, { message?: unknown; retryable?: unknown }>,
    )) {
      if (!/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(code)) continue;
      entries.push({ code, message: messageOf(template), retryable: template.retryable === true, home });
    }
  }
}
entries.sort((a, b) => (a.code < b.code ? -1 : 1));

const text = `# Errors

Every error of Dhow carries a \`code\` from this list, where it arose, what was found and what to write instead.
"Retry" tells whether the same call may work later without a change. This page is made from the catalogues by
\`npm run check:errors -- --write\`.

| Code | Message | Retry | Defined in |
|---|---|---|---|
${entries.map(({ code, message, retryable, home }) => `| \`${code}\` | ${message.replaceAll('|', '\\|').replaceAll('\n', ' ')} | ${retryable ? 'yes' : 'no'} | \`${home}\` |`).join('\n')}
`;
if (process.argv.includes('--write')) writeFileSync(page, text);

const problems: string[] = [];
const twice = entries.filter(({ code }, index) => entries[index - 1]?.code === code);
for (const { code, home } of twice) problems.push(`${code} is defined twice, again in ${home}.`);
let written = '';
try {
  written = readFileSync(page, 'utf8');
} catch {
  problems.push('docs/errors.md is missing.');
}
if (written !== text) problems.push('docs/errors.md is not what the catalogues say: npm run check:errors -- --write');
const tests = sources.filter((path) => path.endsWith('.test.ts')).map((path) => readFileSync(path, 'utf8'));
for (const { code, home } of entries) {
  if (!tests.some((test) => test.includes(code))) problems.push(`${code} (${home}) is provoked by no test.`);
}
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(`${entries.length} error codes: catalogues, page and tests agree.`);

function messageOf(template: { message?: unknown } | string): string {
  if (typeof template === 'string') return template;
  if (typeof template.message === 'function') return readTemplate(template.message as (d: unknown) => string);
  return typeof template.message === 'string' ? template.message : '';
}

/** A template function is shown with the names of its details in braces. */
function readTemplate(message: (details: unknown) => string): string {
  const named: unknown = new Proxy(() => '', {
    get: (_, name) => (name === Symbol.toPrimitive ? () => '…' : typeof name === 'string' ? `{${name}}` : undefined),
  });
  try {
    return message(named);
  } catch {
    return '';
  }
}
