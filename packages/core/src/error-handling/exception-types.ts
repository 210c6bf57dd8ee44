/**
 * Names of exception classes and their parents, so that `onException: [java.io.IOException]` of a Camel route matches what
 * fails here. JavaScript errors take part by class name and by `code` too.
 */
const parents = new Map<string, string>();

/** An error says its exception type by this property, or by one called `exceptionType`. */
export const exceptionTypeKey: unique symbol = Symbol.for('dhow.exceptionType') as never;

export interface TypedException {
  readonly exceptionType: string;
}

/** Makes a type known; an unknown parent stands below `java.lang.Exception`. */
export function registerExceptionType(name: string, parent = 'java.lang.Exception'): void {
  parents.set(name, parent);
}

/** An exception known by its class name, as Camel routes throw and match it. */
export class NamedException extends Error implements TypedException {
  readonly exceptionType: string;
  /** Earlier failures that this one came on top of, newest last. */
  suppressed: unknown[] | undefined;

  constructor(type: string, message?: string | null, options?: { cause?: unknown }) {
    super(message ?? '', options);
    this.name = simpleName(type);
    this.exceptionType = type;
    this.suppressed = undefined;
    if (message === undefined || message === null) nullMessages.add(this);
  }
}

const nullMessages = new WeakSet<Error>();

/** The message as Camel has it: null when the exception was made without one. */
export function exceptionMessage(error: unknown): string | null {
  if (!(error instanceof Error)) return String(error);
  return nullMessages.has(error) ? null : error.message;
}

/** The most specific type name of what was thrown. */
export function exceptionTypeOf(error: unknown): string {
  return exceptionLineage(error)[0]!;
}

/** All names that match an error, most specific first, ending in `java.lang.Throwable`. */
export function exceptionLineage(error: unknown): readonly string[] {
  const own: string[] = [];
  const typed = error as { exceptionType?: unknown; [exceptionTypeKey]?: unknown } | undefined;
  const named = typed?.[exceptionTypeKey] ?? typed?.exceptionType;
  if (typeof named === 'string') own.push(...lineageOf(named));
  else {
    for (
      let type = error instanceof Error ? (error.constructor as { name?: string } | null) : null;
      type?.name && type !== Error;
      type = Object.getPrototypeOf(type) as { name?: string } | null
    )
      own.push(...(builtIn.get(type.name) ?? [type.name]));
    const nodeCode = (error as { code?: unknown } | undefined)?.code;
    if (typeof nodeCode === 'string') own.push(...(nodeCodes.get(nodeCode) ?? []));
    const base = own.at(-1);
    if (base !== undefined && parents.has(base)) own.push(...lineageOf(base).slice(1));
    else own.push('java.lang.Exception', 'java.lang.Throwable');
  }
  const code = (error as { code?: unknown } | undefined)?.code;
  if (typeof code === 'string') own.splice(1, 0, code);
  if (error instanceof Error && error.name !== 'Error' && !own.includes(error.name)) own.splice(1, 0, error.name);
  // JavaScript's own root: every error is one.
  if (error instanceof Error && !own.includes('Error')) own.splice(-1, 0, 'Error');
  return own;
}

/** Steps of inheritance from the error's type to the one named; -1 when it is none of it. */
export function exceptionDistance(error: unknown, typeName: string): number {
  const lineage = exceptionLineage(error);
  const exact = lineage.indexOf(typeName);
  if (exact >= 0) return exact;
  // A route may write a class without its package.
  return typeName.includes('.') ? -1 : lineage.findIndex((name) => simpleName(name) === typeName);
}

export function isExceptionOf(error: unknown, typeName: string): boolean {
  return exceptionDistance(error, typeName) >= 0;
}

/** Java's classes that errors here stand for, for hints: routes may name others, which nothing here throws. */
export function knownExceptionTypes(): readonly string[] {
  return ['java.lang.Throwable', ...parents.keys()];
}

/** The error and what caused it, outermost first. */
export function causeChain(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let at = error; at !== undefined && at !== null && !chain.includes(at); at = (at as { cause?: unknown }).cause)
    chain.push(at);
  return chain;
}

function lineageOf(name: string): string[] {
  const line = [name];
  for (let at = parents.get(name); at !== undefined; at = parents.get(at)) line.push(at);
  if (line.at(-1) !== 'java.lang.Throwable')
    line.push(...(name === 'java.lang.Exception' ? [] : ['java.lang.Exception']), 'java.lang.Throwable');
  return line;
}

function simpleName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
}

const builtIn = new Map<string, readonly string[]>([
  ['TypeError', ['TypeError', 'java.lang.NullPointerException']],
  ['RangeError', ['RangeError', 'java.lang.IndexOutOfBoundsException']],
  ['SyntaxError', ['SyntaxError', 'java.lang.IllegalArgumentException']],
  ['URIError', ['URIError', 'java.lang.IllegalArgumentException']],
]);

const nodeCodes = new Map<string, readonly string[]>([
  ['ENOENT', ['java.io.FileNotFoundException']],
  ['EACCES', ['java.io.IOException']],
  ['ENOSPC', ['java.io.IOException']],
  ['ECONNREFUSED', ['java.net.ConnectException']],
  ['ECONNRESET', ['java.net.SocketException']],
  ['ETIMEDOUT', ['java.net.SocketTimeoutException']],
  ['ENOTFOUND', ['java.net.UnknownHostException']],
]);

const tree: readonly [parent: string, ...children: string[]][] = [
  ['java.lang.Throwable', 'java.lang.Exception', 'java.lang.Error'],
  ['java.lang.Error', 'java.lang.AssertionError', 'java.lang.VirtualMachineError', 'java.lang.LinkageError'],
  ['java.lang.VirtualMachineError', 'java.lang.OutOfMemoryError', 'java.lang.StackOverflowError'],
  ['java.lang.LinkageError', 'java.lang.NoClassDefFoundError'],
  [
    'java.lang.Exception',
    'java.lang.RuntimeException',
    'java.io.IOException',
    'java.lang.InterruptedException',
    'java.lang.ReflectiveOperationException',
    'java.lang.CloneNotSupportedException',
    'java.sql.SQLException',
    'java.security.GeneralSecurityException',
    'java.text.ParseException',
    'java.net.URISyntaxException',
    'java.util.concurrent.TimeoutException',
    'java.util.concurrent.ExecutionException',
    'javax.naming.NamingException',
    'org.apache.camel.CamelException',
    'org.xml.sax.SAXException',
  ],
  ['java.lang.ReflectiveOperationException', 'java.lang.ClassNotFoundException', 'java.lang.NoSuchMethodException'],
  [
    'java.lang.RuntimeException',
    'java.lang.IllegalArgumentException',
    'java.lang.IllegalStateException',
    'java.lang.NullPointerException',
    'java.lang.ArithmeticException',
    'java.lang.ClassCastException',
    'java.lang.IndexOutOfBoundsException',
    'java.lang.UnsupportedOperationException',
    'java.lang.SecurityException',
    'java.io.UncheckedIOException',
    'java.time.DateTimeException',
    'java.util.ConcurrentModificationException',
    'java.util.NoSuchElementException',
    'java.util.MissingResourceException',
    'java.util.concurrent.RejectedExecutionException',
    'org.apache.camel.RuntimeCamelException',
    'org.apache.camel.TypeConversionException',
    'io.github.resilience4j.circuitbreaker.CallNotPermittedException',
    'io.github.resilience4j.bulkhead.BulkheadFullException',
  ],
  [
    'java.lang.IllegalArgumentException',
    'java.lang.NumberFormatException',
    'java.nio.charset.IllegalCharsetNameException',
    'java.nio.charset.UnsupportedCharsetException',
    'java.util.IllegalFormatException',
  ],
  ['java.lang.IllegalStateException', 'java.util.concurrent.CancellationException'],
  [
    'java.lang.IndexOutOfBoundsException',
    'java.lang.ArrayIndexOutOfBoundsException',
    'java.lang.StringIndexOutOfBoundsException',
  ],
  ['java.time.DateTimeException', 'java.time.format.DateTimeParseException'],
  ['java.util.NoSuchElementException', 'java.util.InputMismatchException'],
  ['java.security.GeneralSecurityException', 'java.security.InvalidKeyException'],
  [
    'java.io.IOException',
    'java.io.FileNotFoundException',
    'java.io.EOFException',
    'java.io.UnsupportedEncodingException',
    'java.net.SocketException',
    'java.net.UnknownHostException',
    'java.net.MalformedURLException',
    'java.io.InterruptedIOException',
    'java.nio.file.FileSystemException',
    'java.net.http.HttpTimeoutException',
    'com.fasterxml.jackson.core.JacksonException',
    'java.util.zip.ZipException',
  ],
  ['java.io.InterruptedIOException', 'java.net.SocketTimeoutException'],
  [
    'java.net.SocketException',
    'java.net.ConnectException',
    'java.net.BindException',
    'java.net.NoRouteToHostException',
  ],
  ['java.net.http.HttpTimeoutException', 'java.net.http.HttpConnectTimeoutException'],
  ['java.nio.file.FileSystemException', 'java.nio.file.NoSuchFileException', 'java.nio.file.AccessDeniedException'],
  ['com.fasterxml.jackson.core.JacksonException', 'com.fasterxml.jackson.core.JsonProcessingException'],
  [
    'com.fasterxml.jackson.core.JsonProcessingException',
    'com.fasterxml.jackson.core.JsonParseException',
    'com.fasterxml.jackson.databind.JsonMappingException',
  ],
  [
    'com.fasterxml.jackson.databind.JsonMappingException',
    'com.fasterxml.jackson.databind.exc.MismatchedInputException',
  ],
  [
    'java.sql.SQLException',
    'java.sql.SQLTransientException',
    'java.sql.SQLNonTransientException',
    'java.sql.BatchUpdateException',
  ],
  ['org.xml.sax.SAXException', 'org.xml.sax.SAXParseException'],
  [
    'org.apache.camel.CamelException',
    'org.apache.camel.CamelExchangeException',
    'org.apache.camel.NoTypeConversionAvailableException',
    'org.apache.camel.InvalidPayloadException',
    'org.apache.camel.VetoCamelContextStartException',
    'org.apache.camel.AlreadyStoppedException',
    'org.apache.camel.http.base.HttpOperationFailedException',
  ],
  [
    'org.apache.camel.CamelExchangeException',
    'org.apache.camel.ValidationException',
    'org.apache.camel.RollbackExchangeException',
    'org.apache.camel.CamelExecutionException',
    'org.apache.camel.ExchangeTimedOutException',
    'org.apache.camel.InvalidPayloadRuntimeException',
    'org.apache.camel.NoSuchHeaderException',
    'org.apache.camel.NoSuchPropertyException',
    'org.apache.camel.component.direct.DirectConsumerNotAvailableException',
    'org.apache.camel.component.seda.SedaConsumerNotAvailableException',
    'org.apache.camel.processor.aggregate.ClosedCorrelationKeyException',
    'org.apache.camel.processor.idempotent.NoMessageIdException',
    'org.apache.camel.InvalidPayloadException',
  ],
  ['org.apache.camel.ValidationException', 'org.apache.camel.support.processor.PredicateValidationException'],
  [
    'org.apache.camel.RuntimeCamelException',
    'org.apache.camel.RuntimeExchangeException',
    'org.apache.camel.ResolveEndpointFailedException',
    'org.apache.camel.NoSuchBeanException',
    'org.apache.camel.NoSuchEndpointException',
    'org.apache.camel.NoSuchLanguageException',
    'org.apache.camel.FailedToCreateRouteException',
    'org.apache.camel.FailedToStartRouteException',
    'org.apache.camel.FailedToCreateProducerException',
    'org.apache.camel.FailedToCreateConsumerException',
    'org.apache.camel.language.bean.RuntimeBeanExpressionException',
  ],
  [
    'org.apache.camel.RuntimeExchangeException',
    'org.apache.camel.CamelExecutionException',
    'org.apache.camel.ExpressionEvaluationException',
  ],
  ['java.util.concurrent.RejectedExecutionException', 'org.apache.camel.processor.ThrottlerRejectedExecutionException'],
];
for (const [parent, ...children] of tree)
  for (const child of children) if (!parents.has(child)) parents.set(child, parent);
registerExceptionType(
  'org.apache.camel.language.simple.types.SimpleIllegalSyntaxException',
  'java.lang.IllegalArgumentException',
);
registerExceptionType(
  'org.apache.camel.spi.OptimisticLockingAggregationRepository$OptimisticLockingException',
  'java.lang.RuntimeException',
);
registerExceptionType('org.apache.camel.ExpressionIllegalSyntaxException', 'java.lang.IllegalArgumentException');
