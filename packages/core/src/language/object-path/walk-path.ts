import { isMap, javaTypeOf } from '../../convert/java-type.ts';
import { exceptionTypeOf, NamedException } from '../../error-handling/exception-types.ts';
import { textOf } from '../../convert/java-text.ts';
import type { Exchange } from '../../exchange/exchange.ts';
import { settle, type Evaluate } from '../evaluation.ts';
import { LanguageError } from '../language-error.ts';
import { invokeMember } from './invoke-member.ts';
import { parsePath, type PathStep } from './path-parser.ts';

/** Compiles a text inside a path (an argument, a key) to an expression. */
export type CompileText = (text: string) => Evaluate;

/** Walks from a value along a path, as Camel's bean language does. */
export type Walk = (start: unknown, exchange: Exchange, signal: AbortSignal) => unknown;

/** Compiles a path; undefined when it is none. */
export function compilePath(text: string, compileText: CompileText): Walk | undefined {
  const steps = parsePath(text);
  if (steps === undefined) return undefined;
  const walks = steps.map((step, i) => compileStep(step, text, steps[i + 1], compileText));
  return (start, exchange, signal) => {
    let value = start;
    if (value === null || value === undefined) return null;
    // As in Camel, whose exchange is asked for its id when a member of an object is.
    exchange.idShown = true;
    for (let i = 0; i < walks.length; i++) {
      const from = value;
      value = settle(from, (settled) =>
        settled === null || settled === undefined ? null : walks[i]!(settled, start, exchange, signal),
      );
      if (value === null || value === undefined) return null;
    }
    return value;
  };
}

type WalkStep = (value: unknown, start: unknown, exchange: Exchange, signal: AbortSignal) => unknown;

function compileStep(step: PathStep, path: string, next: PathStep | undefined, compileText: CompileText): WalkStep {
  const walk = step.kind === 'key' ? keyStep(step, path, compileText) : memberStep(step, path, compileText);
  if (step.nullSafe || next === undefined) return walk;
  return (value, start, exchange, signal) =>
    settle(walk(value, start, exchange, signal), (result) => {
      if (result !== null && result !== undefined) return result;
      throw failedAt(
        path,
        javaTypeOf(start).replaceAll('$', '.'),
        ` last method returned null and therefore cannot continue to invoke method ${next.text} on a null instance`,
      );
    });
}

function failedAt(path: string, type: string, reason: string, cause?: unknown): LanguageError {
  return new LanguageError('SIMPLE_METHOD', `Failed to invoke method: ${path} on ${type} due${reason}`, { cause });
}

function memberStep(step: PathStep, path: string, compileText: CompileText): WalkStep {
  if (step.name.includes('${')) {
    return (_value, start) => {
      const message = `Method name must be valid java identifier at position: 2 in ${step.name}`;
      const cause = new NamedException('java.lang.IllegalArgumentException', message);
      throw failedAt(path, javaTypeOf(start), ` to: java.lang.IllegalArgumentException: ${message}`, cause);
    };
  }
  const args = step.args === undefined ? [] : splitCallArguments(step.args).map((text) => argument(text, compileText));
  const written = step.text.replace(/^\??\./, '');
  return (value, _start, exchange, signal) => {
    const values = args.map((arg) => arg(exchange, signal));
    try {
      return invokeMember(value, step.name, step.args === undefined ? undefined : values);
    } catch (cause) {
      if (isOutOfBounds(cause)) {
        const reason = ` to: ${exceptionTypeOf(cause)}: ${cause.message}`;
        throw failedAt(written, 'null', reason, cause);
      }
      if (!(cause instanceof LanguageError) || cause.code !== 'SIMPLE_NO_METHOD') throw cause;
      // Camel names the call as it is written, with its arguments.
      const found = cause.message.replace(`Method with name: ${step.name} `, () => `Method with name: ${written} `);
      const inner = new LanguageError('SIMPLE_NO_METHOD', `${found} on the exchange: Exchange[${exchange.id}]`, {
        details: cause.details,
      });
      const message = `Failed to invoke method: ${written} on null due to: ${exceptionTypeOf(cause)}: ${inner.message}`;
      throw new LanguageError('SIMPLE_METHOD', message, { cause: inner, details: cause.details });
    }
  };
}

const isOutOfBounds = (error: unknown): error is NamedException =>
  error instanceof NamedException && error.exceptionType.endsWith('IndexOutOfBoundsException');

function argument(text: string, compileText: CompileText): Evaluate {
  const first = text[0];
  if (text.length > 1 && (first === "'" || first === '"') && text.endsWith(first)) {
    const inner = text.slice(1, -1);
    return inner.includes('${') ? compileText(inner) : () => inner;
  }
  if (/^-?\d+$/.test(text)) return () => Number(text);
  if (/^-?\d+\.\d+$/.test(text)) return () => Number(text);
  if (text === 'true' || text === 'false') return () => text === 'true';
  if (text === 'null') return () => null;
  return compileText(text);
}

/** Arguments of a method call: commas inside quotes, brackets and functions do not separate. */
export function splitCallArguments(text: string): string[] {
  if (text.trim() === '') return [];
  const found: string[] = [];
  let depth = 0;
  let quote = '';
  let current = '';
  for (const char of text) {
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === "'" || char === '"') quote = char;
    else if ('({['.includes(char)) depth++;
    else if (')}]'.includes(char)) depth--;
    else if (char === ',' && depth === 0) {
      found.push(current.trim());
      current = '';
      continue;
    }
    current += char;
  }
  found.push(current.trim());
  return found;
}

function keyStep(step: PathStep, path: string, compileText: CompileText): WalkStep {
  const raw = step.name.trim();
  const quoted = /^(['"])(.*)\1$/.exec(raw);
  const dynamic = raw.includes('${') ? compileText(quoted?.[2] ?? raw) : undefined;
  const fixed = quoted?.[2] ?? raw;
  return (value, start, exchange, signal) =>
    settle(dynamic ? dynamic(exchange, signal) : fixed, (key) => atKey(value, textOf(key), path, start));
}

function atKey(given: unknown, key: string, path: string, start: unknown): unknown {
  const value = given instanceof Set ? [...(given as Set<unknown>)] : given;
  if (value instanceof Map) return (value as Map<unknown, unknown>).get(key) ?? null;
  if (isMap(value)) return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : null;
  if (Array.isArray(value) || value instanceof Uint8Array) {
    const list = value as ArrayLike<unknown>;
    const index = listIndex(key, list.length);
    if (index === undefined) throw outOfBounds(path, start, `Key: ${key} not found in bean: ${textOf(value)}`, value);
    if (index < 0 || index >= list.length) {
      const message = `Index: ${index}, Size: ${list.length} out of bounds with List from bean: ${textOf(value)}`;
      throw indexError(path, start, `${message}using OGNL path [${path}]`);
    }
    return list[index];
  }
  const member = headerLike(value, key);
  if (member !== undefined) return member;
  throw outOfBounds(path, start, `Key: ${key} not found in bean: ${textOf(value)}`, value);
}

/** Objects that look things up by name, such as headers. */
function headerLike(value: unknown, key: string): unknown {
  const lookUp = value as { get?: unknown; toObject?: unknown };
  if (typeof lookUp !== 'object' || lookUp === null) return undefined;
  if (typeof lookUp.get !== 'function' || typeof lookUp.toObject !== 'function') return undefined;
  return (lookUp.get as (key: string) => unknown).call(value, key) ?? null;
}

function listIndex(key: string, length: number): number | undefined {
  if (/^-?\d+$/.test(key)) return Number(key);
  const last = /^last(?:-(\d+))?$/.exec(key);
  return last ? length - 1 - Number(last[1] ?? 0) : undefined;
}

function outOfBounds(path: string, start: unknown, what: string, value: unknown): LanguageError {
  return indexError(
    path,
    start,
    `${what} of type: ${javaTypeOf(value).replaceAll('$', '.')} using OGNL path [${path}]`,
  );
}

function indexError(path: string, start: unknown, message: string): LanguageError {
  const cause = new NamedException('java.lang.IndexOutOfBoundsException', message);
  const type = javaTypeOf(start).replaceAll('$', '.');
  return failedAt(path, type, ` to: java.lang.IndexOutOfBoundsException: ${message}`, cause);
}
