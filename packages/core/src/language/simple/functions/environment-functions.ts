import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { JavaClass, resolveTypeName } from '../../../convert/java-type.ts';
import { systemProperty } from '../../../engine/system-properties.ts';
import { NamedException } from '../../../error-handling/exception-types.ts';
import { combine, toText, type Evaluate } from '../../evaluation.ts';
import { LanguageError } from '../../language-error.ts';
import { compileBeanCall } from '../../bean-call.ts';
import { call, prefix, word, type FunctionCall, type SimpleFunction } from '../function-call.ts';

const constants: Readonly<Record<string, unknown>> = {
  'java.lang.Integer.MAX_VALUE': '2147483647',
  'java.lang.Integer.MIN_VALUE': '-2147483648',
  'java.lang.Long.MAX_VALUE': '9223372036854775807',
  'java.lang.Long.MIN_VALUE': '-9223372036854775808',
  'java.lang.Short.MAX_VALUE': '32767',
  'java.lang.Byte.MAX_VALUE': '127',
  'java.lang.Double.MAX_VALUE': '1.7976931348623157E308',
  'java.lang.Boolean.TRUE': 'true',
  'java.lang.Boolean.FALSE': 'false',
};

/** Names of headers and properties that Camel's Exchange class has as constants. */
const exchangeConstants: Readonly<Record<string, string>> = {
  FILE_NAME: 'CamelFileName',
  FILE_NAME_ONLY: 'CamelFileNameOnly',
  FILE_PARENT: 'CamelFileParent',
  FILE_PATH: 'CamelFilePath',
  FILE_LENGTH: 'CamelFileLength',
  CONTENT_TYPE: 'Content-Type',
  CONTENT_LENGTH: 'Content-Length',
  CONTENT_ENCODING: 'Content-Encoding',
  CHARSET_NAME: 'CamelCharsetName',
  CORRELATION_ID: 'CamelCorrelationId',
  DUPLICATE_MESSAGE: 'CamelDuplicateMessage',
  EXCEPTION_CAUGHT: 'CamelExceptionCaught',
  FAILURE_ENDPOINT: 'CamelFailureEndpoint',
  FAILURE_ROUTE_ID: 'CamelFailureRouteId',
  HTTP_METHOD: 'CamelHttpMethod',
  HTTP_PATH: 'CamelHttpPath',
  HTTP_QUERY: 'CamelHttpQuery',
  HTTP_URI: 'CamelHttpUri',
  HTTP_RESPONSE_CODE: 'CamelHttpResponseCode',
  LOOP_INDEX: 'CamelLoopIndex',
  LOOP_SIZE: 'CamelLoopSize',
  REDELIVERED: 'CamelRedelivered',
  REDELIVERY_COUNTER: 'CamelRedeliveryCounter',
  SPLIT_INDEX: 'CamelSplitIndex',
  SPLIT_SIZE: 'CamelSplitSize',
  SPLIT_COMPLETE: 'CamelSplitComplete',
  TIMER_COUNTER: 'CamelTimerCounter',
  TO_ENDPOINT: 'CamelToEndpoint',
};

function constant(name: string): unknown {
  const known = constants[name] ?? exchangeConstants[/^org\.apache\.camel\.Exchange\.(\w+)$/.exec(name)?.[1] ?? ''];
  if (known !== undefined) return known;
  const type = resolveTypeName(name);
  if (type !== undefined) return new JavaClass(type);
  const enumValue = /^org\.apache\.camel\.ExchangePattern\.(InOnly|InOut)$/.exec(name)?.[1];
  if (enumValue !== undefined) return enumValue;
  throw new LanguageError('SIMPLE_EVALUATION', 'Exception occurred during execution on the exchange: Exchange[]', {
    cause: new NamedException('java.lang.ClassNotFoundException', `Cannot find type: ${name}`),
  });
}

/** `key` or `key:default` with the property's value; without either it fails. */
function compileProperty(of: FunctionCall) {
  const [, key, fallback] = /^(.*?)(?::([\s\S]*))?$/.exec(of.rest)!;
  return () => {
    const value = of.context.property?.(key!.trim()) ?? fallback;
    if (value !== undefined) return value;
    const message = `Property with key [${key}] not found in properties from text: {{${of.rest}}}`;
    throw new LanguageError('SIMPLE_RUNTIME', `java.lang.IllegalArgumentException: ${message}`, {
      cause: new NamedException('java.lang.IllegalArgumentException', message),
    });
  };
}

const orNull = (evaluate: Evaluate): Evaluate => combine([evaluate], ([value]) => value ?? null);

let last = 0;

const uuids: Readonly<Record<string, () => string>> = {
  default: () => randomUUID().replaceAll('-', '').toUpperCase(),
  classic: () => randomUUID(),
  short: () => randomUUID().slice(0, 13),
  simple: () => String(++last),
  random: () => randomUUID(),
};

function environment(of: FunctionCall): string | null {
  const name = of.rest.replace(/^[.:]/, '');
  return process.env[name] ?? process.env[name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')] ?? null;
}

export const environmentFunctions: readonly SimpleFunction[] = [
  prefix('properties:', ['properties:key', 'properties:key:default'], 'A property placeholder.', compileProperty),
  prefix('propertiesExist:', ['propertiesExist:key', 'propertiesExist:!key'], 'Whether a property is there.', (of) => {
    const negated = of.rest.startsWith('!');
    const key = negated ? of.rest.slice(1) : of.rest;
    return () => (of.context.property?.(key) !== undefined) !== negated;
  }),
  prefix('sysenv', ['sysenv.NAME', 'sysenv:NAME'], 'An environment variable.', (of) => () => environment(of)),
  prefix('env', ['env.NAME', 'env:NAME'], 'An environment variable.', (of) => () => environment(of)),
  prefix(
    'sys.',
    ['sys.name'],
    'A Java system property that has a counterpart here.',
    (of) => () => systemProperty(of.rest.replace(/^[.:]/, '')) ?? null,
  ),
  prefix('ref:', ['ref:name'], 'A bean of the registry.', (of) => () => of.context.bean(of.rest) ?? null),
  prefix(
    'bean:',
    ['bean:name.method', 'bean:name?method=hello', 'bean:name::method', 'bean:type:class.method'],
    'What a method of a bean, or of a registered class, gives.',
    (of) =>
      orNull(
        compileBeanCall(
          of.rest,
          of.context,
          (text) => of.expression(text),
          (problem) => of.syntax(problem),
        ),
      ),
  ),
  prefix(
    'type:',
    ['type:class.FIELD'],
    "A constant of Java or of Camel's Exchange class.",
    (of) => () => constant(of.rest),
  ),
  call('load', [1, 1], ['load(resource)'], 'The text of a file or resource.', (of) =>
    combine([of.argument(0)], ([location]) => {
      const place = toText(location) as string;
      return of.context.readResource(place).catch((cause: unknown) => {
        const name = place.replace(/^(?:classpath|file|resource):/, '');
        const message = `Cannot find resource: ${name} for URI: ${name}`;
        throw new LanguageError('SIMPLE_RUNTIME', `java.io.FileNotFoundException: ${message}`, {
          cause: new NamedException('java.io.FileNotFoundException', message, { cause }),
        });
      });
    }),
  ),
  word('hostname', 'The name of this machine.', () => () => hostname()),
  word('threadName', 'Kept for Camel; JavaScript has one thread.', () => () => 'main'),
  word('threadId', 'Kept for Camel; JavaScript has one thread.', () => () => 1),
  prefix('uuid', ['uuid', 'uuid(type)'], 'A new id: default, classic, short, simple or random.', (of) => {
    const type = /^\((.*)\)/.exec(of.rest)?.[1];
    const make = uuids[type ?? 'default'];
    if (make === undefined) {
      const message = `No bean could be found in the registry for: ${type} of type: UuidGenerator`;
      throw new LanguageError('SIMPLE_SYNTAX', message, { exceptionType: 'org.apache.camel.NoSuchBeanException' });
    }
    return make;
  }),
];
