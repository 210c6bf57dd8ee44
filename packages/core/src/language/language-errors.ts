/** One kind of failure of an expression: what its message says, and Camel's exception class, which `onException` matches. */
export interface LanguageErrorEntry {
  readonly message: string;
  readonly exception: string;
  readonly retryable: false;
}

const entry = (message: string, exception: string): LanguageErrorEntry => ({ message, exception, retryable: false });

/** What can go wrong in an expression. Messages are Camel's own where routes show them. */
export const languageErrors = {
  SIMPLE_SYNTAX: entry(
    '{problem} at location {location}, the text with a mark under the place, and what to write instead',
    'org.apache.camel.language.simple.types.SimpleIllegalSyntaxException',
  ),
  SIMPLE_ASSERTION: entry('{message}', 'org.apache.camel.language.simple.SimpleAssertionException'),
  SIMPLE_METHOD: entry(
    'Failed to invoke method: {name} on {type} due to: {reason}',
    'org.apache.camel.language.bean.RuntimeBeanExpressionException',
  ),
  SIMPLE_NO_METHOD: entry(
    'Method with name: {name} not found on bean: {bean} of type: {type}',
    'org.apache.camel.component.bean.MethodNotFoundException',
  ),
  SIMPLE_ARGUMENT: entry('An argument of a function is out of its range', 'java.lang.IllegalArgumentException'),
  SIMPLE_INDEX: entry('Index {index} out of bounds for length {length}', 'java.lang.ArrayIndexOutOfBoundsException'),
  SIMPLE_EVALUATION: entry(
    'Exception occurred during execution on the exchange: Exchange[]',
    'org.apache.camel.CamelExecutionException',
  ),
  SIMPLE_PAYLOAD: entry('No body available of type: {type} on: Message', 'org.apache.camel.InvalidPayloadException'),
  SIMPLE_RUNTIME: entry('{class}: {reason}', 'org.apache.camel.RuntimeCamelException'),
  SIMPLE_GROUP: entry(
    'Group must be a positive number, was: {size} on the exchange: Exchange[]',
    'org.apache.camel.RuntimeExchangeException',
  ),
  SIMPLE_PATTERN: entry('A regular expression is not valid: {pattern}', 'java.util.regex.PatternSyntaxException'),
  LANGUAGE_SYNTAX: entry('Illegal syntax: {text}', 'org.apache.camel.ExpressionIllegalSyntaxException'),
  LANGUAGE_EVALUATION: entry('An expression could not be evaluated', 'org.apache.camel.ExpressionEvaluationException'),
  LANGUAGE_TYPE: entry('There is no type "{name}".', 'java.lang.ClassNotFoundException'),
  LANGUAGE_REFERENCE: entry(
    'Cannot find expression or predicate in registry with ref: {name}',
    'java.lang.IllegalArgumentException',
  ),
} as const;

export type LanguageErrorCode = keyof typeof languageErrors;
