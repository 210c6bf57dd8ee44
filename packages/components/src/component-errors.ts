/** One entry: the message (`{name}` is filled from the details), whether to try again, and Camel's exception class. */
export interface ComponentErrorEntry {
  readonly message: string;
  readonly retryable: boolean;
  readonly exceptionType: string;
}

/** Every error of this package's connectors and data formats. Codes are never reused. */
export const componentErrorCatalogue = {
  DIRECT_NO_CONSUMER: {
    message: 'No consumers available on endpoint: {endpoint}. {exchange}',
    retryable: true,
    exceptionType: 'org.apache.camel.component.direct.DirectConsumerNotAvailableException',
  },
  ENDPOINT_SECOND_CONSUMER: {
    message: 'Multiple consumers for the same endpoint is not allowed: {endpoint}',
    retryable: false,
    exceptionType: 'java.lang.IllegalStateException',
  },
  ENDPOINT_OPTION_INVALID: {
    message: '{endpoint}: option {option} is {found}, expected {expected}',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  SEDA_NO_CONSUMER: {
    message: 'No consumers available on endpoint: {endpoint}. {exchange}',
    retryable: true,
    exceptionType: 'org.apache.camel.component.seda.SedaConsumerNotAvailableException',
  },
  SEDA_QUEUE_FULL: { message: 'Queue full', retryable: true, exceptionType: 'java.lang.IllegalStateException' },
  SEDA_OFFER_TIMEOUT: {
    message: 'Fails to insert element into queue, after timeout of {timeoutMs} milliseconds',
    retryable: true,
    exceptionType: 'java.lang.IllegalStateException',
  },
  SEDA_REPLY_TIMEOUT: {
    message: 'The OUT message was not received within: {timeoutMs} millis. {exchange}',
    retryable: true,
    exceptionType: 'org.apache.camel.ExchangeTimedOutException',
  },
  CSV_SYNTAX: { message: '{reason}', retryable: false, exceptionType: 'java.io.UncheckedIOException' },
  CSV_UNREADABLE: { message: '{reason}', retryable: false, exceptionType: 'org.apache.commons.csv.CSVException' },
  CSV_RECORD_TOO_LONG: {
    message:
      'Row {record} is longer than {limit} characters: a quote is probably left open there. Close it, or raise maxRecordChars',
    retryable: false,
    exceptionType: 'java.io.UncheckedIOException',
  },
  CSV_HEADER_NAME_MISSING: {
    message: 'A header name is missing in [{names}]',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  CSV_COLUMNS: {
    message: 'Row {record} has {found} values, the header has {expected}',
    retryable: false,
    exceptionType: 'java.io.UncheckedIOException',
  },
  CSV_ENCODING: {
    message:
      'A byte behind row {record} is not {charset}. Write the encoding of the file, such as charset: iso-8859-1, or charset: auto',
    retryable: false,
    exceptionType: 'java.nio.charset.MalformedInputException',
  },
  CSV_UNKNOWN_CHARSET: {
    message: 'There is no encoding "{charset}". Write utf-8, iso-8859-1, windows-1252 or auto',
    retryable: false,
    exceptionType: 'java.nio.charset.UnsupportedCharsetException',
  },
  CSV_NO_ESCAPE: {
    message: 'Quote mode set to NONE but no escape character is set',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  CSV_NOT_ROWS: {
    message: 'No type converter available to convert from type: {found} to the required type: java.util.List',
    retryable: false,
    exceptionType: 'org.apache.camel.NoTypeConversionAvailableException',
  },
  CSV_SCHEMA_ASYNC: {
    message: 'The schema of csv answers with a promise. Use one that checks at once: a row must not cost a promise',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  BASE64_SEPARATOR: {
    message: 'lineSeparator must not contain base64 characters: [{separator}]',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  JSON_SYNTAX: {
    message: '{reason}\n at {place}',
    retryable: false,
    exceptionType: 'com.fasterxml.jackson.core.JsonParseException',
  },
  JSON_END: {
    message: '{reason}\n at {place}',
    retryable: false,
    exceptionType: 'com.fasterxml.jackson.core.io.JsonEOFException',
  },
  JSON_MISMATCH: {
    message: '{reason}\n at {place}',
    retryable: false,
    exceptionType: 'com.fasterxml.jackson.databind.exc.MismatchedInputException',
  },
  JSON_FORMAT: {
    message: '{reason}\n at {place}',
    retryable: false,
    exceptionType: 'com.fasterxml.jackson.databind.exc.InvalidFormatException',
  },
  JSON_OUT_OF_RANGE: {
    message: '{reason}\n at {place}',
    retryable: false,
    exceptionType: 'com.fasterxml.jackson.core.exc.InputCoercionException',
  },
  JSON_UNKNOWN_FIELD: {
    message: 'Unrecognized field "{name}" (class {type}), not marked as ignorable ({known})\n at {place}',
    retryable: false,
    exceptionType: 'com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException',
  },
  JSON_NOT_WRITABLE: {
    message:
      'No serializer found for class {found} and no properties discovered to create BeanSerializer (to avoid exception, disable SerializationFeature.FAIL_ON_EMPTY_BEANS)',
    retryable: false,
    exceptionType: 'com.fasterxml.jackson.databind.exc.InvalidDefinitionException',
  },
  JSON_NO_BODY: {
    message: 'No type converter available to convert from type: null to the required type: java.io.InputStream',
    retryable: false,
    exceptionType: 'org.apache.camel.NoTypeConversionAvailableException',
  },
  JSON_UNKNOWN_FEATURE: {
    message: '{action} feature: {found} cannot be converted to an accepted enum of types [{accepted}]',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  JACKSON_XML_CHARACTER: {
    message:
      'Invalid white space character (0x{code}) in text to output (in xml 1.1, could output as a character entity) (through reference chain: {place})',
    retryable: false,
    exceptionType: 'com.fasterxml.jackson.databind.JsonMappingException',
  },
  JSON_UNKNOWN_LIBRARY: {
    message:
      "Data format '{found}' could not be created. Ensure that the data format is valid and the associated Camel component is present on the classpath",
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  FILE_NAME_UNKNOWN: {
    message: '{option} does not know "{found}". Known: {known}',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  FILE_FOLDER_MISSING: {
    message: 'The folder {folder} does not exist. Make it, or write autoCreate: true',
    retryable: true,
    exceptionType: 'java.io.FileNotFoundException',
  },
  FILE_FOLDER_UNREADABLE: {
    message: 'The folder {folder} cannot be read: {reason}',
    retryable: true,
    exceptionType: 'java.io.IOException',
  },
  FILE_NOT_PUT_AWAY: {
    message:
      'The file {file} is done but could not be put away: {reason}. It is left alone until it changes; check the rights on the folders of move and moveFailed',
    retryable: false,
    exceptionType: 'org.apache.camel.component.file.GenericFileOperationFailedException',
  },
  FILE_EXISTS: {
    message: 'The file {file} is there already, and fileExist is Fail',
    retryable: false,
    exceptionType: 'org.apache.camel.component.file.GenericFileOperationFailedException',
  },
  FILE_NO_SPACE: {
    message: 'No space left for {file}. What was written of it is removed again; make room and send the message again',
    retryable: true,
    exceptionType: 'java.io.IOException',
  },
  FILE_NOT_WRITTEN: {
    message: 'The file {file} could not be written: {reason}',
    retryable: true,
    exceptionType: 'org.apache.camel.component.file.GenericFileOperationFailedException',
  },
  FILE_OUTSIDE_FOLDER: {
    message: 'The name of the file to write leads out of {folder}. Write jailStartingDirectory: false if that is meant',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  FILE_NULL_BODY: {
    message: 'Cannot write null body to file: {endpoint}. Write allowNullBody: true for an empty file',
    retryable: false,
    exceptionType: 'org.apache.camel.component.file.GenericFileOperationFailedException',
  },
  FILE_CHARSET_UNWRITABLE: {
    message: 'Text cannot be written in {charset}. Write utf-8, utf-16le or iso-8859-1',
    retryable: false,
    exceptionType: 'java.nio.charset.UnsupportedCharsetException',
  },
  FILE_CHARACTER_UNWRITABLE: {
    message: '{charset} does not have the character at position {at} of the text. Write charset: utf-8',
    retryable: false,
    exceptionType: 'java.nio.charset.UnmappableCharacterException',
  },
  HTTP_OPERATION_FAILED: {
    message: 'HTTP operation failed invoking {uri} with statusCode: {statusCode}{to}',
    retryable: true,
    exceptionType: 'org.apache.camel.http.base.HttpOperationFailedException',
  },
  HTTP_BAD_ADDRESS: {
    message: '{endpoint} is no address to call. Write http://host:port/path or https://host/path',
    retryable: false,
    exceptionType: 'java.net.URISyntaxException',
  },
  HTTP_CONNECTION_REFUSED: {
    message: 'Nothing answers at {uri}. Check the address and port, and that the server runs',
    retryable: true,
    exceptionType: 'java.net.ConnectException',
  },
  HTTP_UNKNOWN_HOST: {
    message: 'There is no host {host}. Check its name and the name service',
    retryable: true,
    exceptionType: 'java.net.UnknownHostException',
  },
  HTTP_CONNECT_TIMEOUT: {
    message: 'No connection to {uri} within connectTimeout',
    retryable: true,
    exceptionType: 'java.net.SocketTimeoutException',
  },
  HTTP_TIMEOUT: {
    message: 'No answer from {uri} within {timeoutMs} ms. Raise responseTimeout, or ask for less',
    retryable: true,
    exceptionType: 'java.net.SocketTimeoutException',
  },
  HTTP_CONNECTION_LOST: {
    message: 'The connection to {uri} broke before the answer was complete',
    retryable: true,
    exceptionType: 'java.net.SocketException',
  },
  DATASONNET_IMPORT: {
    message: 'The imported file {file} cannot be read: {reason}',
    retryable: false,
    exceptionType: 'java.io.IOException',
  },
  DATASONNET_STREAM: {
    message:
      'A stream of rows cannot be mapped as a whole. Map its items with mapEach, or split it first: split by ${collate(5000)} with streaming',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  DHIS2_NO_CONNECTION: {
    message:
      '{endpoint}: there is no DHIS2 connection "{found}". Make a bean of that name with baseUrl and username and password (or token), or write baseApiUrl',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  DHIS2_BAD_CONNECTION: {
    message: '{endpoint}: the DHIS2 connection "{found}" {reason}',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  DHIS2_UNKNOWN_OPERATION: {
    message: '{endpoint}: there is no operation "{found}". Write one of: {known}',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  DHIS2_PARAMETER_MISSING: {
    message:
      '{endpoint}: the parameter {parameter} is missing. Write it in the URI, or set the header CamelDhis2.{parameter}',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  DHIS2_BODY_UNUSABLE: {
    message:
      '{endpoint}: the body is {found}. It takes a data value set ({ "dataValues": […] }), a list or stream of data values, or one of these as JSON',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  DHIS2_ROWS_PENDING: {
    message:
      '{endpoint}: {pending} of {rows} rows are pending: whether DHIS2 has them is not known. Deliver again, which sends only those',
    retryable: true,
    exceptionType: 'org.apache.camel.RuntimeCamelException',
  },
  DHIS2_REJECTS_NOT_WRITTEN: {
    message: 'The rejected rows could not be written to {file}: {reason}',
    retryable: true,
    exceptionType: 'java.io.IOException',
  },
  PLATFORM_HTTP_PATH_TAKEN: {
    message:
      '{method} {path} of route {route} is served by route {other} already. Give one of them another path or method',
    retryable: false,
    exceptionType: 'java.lang.IllegalStateException',
  },
  PLATFORM_HTTP_NO_LISTEN: {
    message:
      'The HTTP server cannot listen at {host}:{port}: {reason}. Set the properties camel.server.host and camel.server.port, or those of platformHttpComponent',
    retryable: true,
    exceptionType: 'java.net.BindException',
  },
  PLATFORM_HTTP_CLIENT_GONE: {
    message: 'The client of route {route} ended the connection before it had its answer',
    retryable: false,
    exceptionType: 'java.io.IOException',
  },
  PLATFORM_HTTP_TIMEOUT: {
    message: 'The answer of route {route} took longer than {timeoutMs} ms',
    retryable: true,
    exceptionType: 'java.util.concurrent.TimeoutException',
  },
  PLATFORM_HTTP_ANSWER_BROKEN: {
    message: 'The answer of route {route} could not be written',
    retryable: false,
    exceptionType: 'java.io.IOException',
  },
  OPENAPI_UNREADABLE: {
    message: 'The OpenAPI document {file} cannot be used: {reason}',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  OPENAPI_OPERATION_ID: {
    message: '{file}: {operation} {reason}. Give each operation an operationId of its own: it names its direct: route',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  OPENAPI_MISSING_OPERATIONS: {
    message:
      'No route takes these operations of {file}: {missing}. Write a route from direct: and the operationId for each, or set missingOperation to ignore or mock',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  OPENAPI_NO_ENDPOINT: {
    message:
      'No messages come from {endpoint}. Write "rest: { openApi: { specification: … } }" to serve a document; as a target, rest-openapi: calls an operation',
    retryable: false,
    exceptionType: 'org.apache.camel.ResolveEndpointFailedException',
  },
  OPENAPI_NO_OPERATION: {
    message:
      '{file} has no operation {found}. Write the file, # and one of its operations, as in rest-openapi:openapi.json#getUnit. It has: {operations}',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  OPENAPI_NO_HOST: {
    message: '{endpoint}: {file} names no server. Add the option host, as in host=https://dhis2.example.org',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  OPENAPI_UNKNOWN_PARAMETER: {
    message:
      '{endpoint}: {found} is neither an option of rest-openapi nor a parameter of the operation {operation}. Its parameters: {parameters}',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  OPENAPI_MISSING_PARAMETERS: {
    message:
      'The operation {operation} needs a value for {missing}. Set a header of that name, or write the value into the URI',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  OPENAPI_REQUEST_INVALID: {
    message: 'The request to {operation} is not as {file} has it: {problems}',
    retryable: false,
    exceptionType: 'org.apache.camel.component.rest.openapi.RestOpenApiValidationException',
  },
} as const satisfies Readonly<Record<string, ComponentErrorEntry>>;

export type ComponentErrorCode = keyof typeof componentErrorCatalogue;
