/** Languages of Camel, so that a key that is one is read as an expression whatever the application has registered. */
export const camelLanguages: readonly string[] = [
  'constant',
  'csimple',
  'datasonnet',
  'exchangeProperty',
  'file',
  'groovy',
  'header',
  'hl7terser',
  'java',
  'joor',
  'jq',
  'js',
  'jsonpath',
  'language',
  'method',
  'mvel',
  'ognl',
  'python',
  'ref',
  'simple',
  'spel',
  'tokenize',
  'variable',
  'wasm',
  'xpath',
  'xquery',
  'xtokenize',
];

/** Data formats of Camel. */
export const camelDataFormats: readonly string[] = [
  'asn1', 'avro', 'barcode', 'base64', 'beanio', 'bindy', 'cbor', 'crypto', 'csv', 'custom', 'dfdl', 'fhirJson', 'fhirXml',
  'flatpack', 'fory', 'grok', 'groovyJson', 'groovyXml', 'gzipDeflater', 'hl7', 'ical', 'iso8583', 'jacksonXml', 'jaxb',
  'json', 'jsonApi', 'lzf', 'mimeMultipart', 'ocsf', 'parquetAvro', 'pgp', 'pqc', 'protobuf', 'rss', 'smooks', 'soap',
  'swiftMt', 'swiftMx', 'syslog', 'tarFile', 'thrift', 'tidyMarkup', 'univocityCsv', 'univocityFixed', 'univocityTsv',
  'xmlSecurity', 'yaml', 'zipDeflater', 'zipFile',
];

/** Words of Camel that Dhow has no step for, with what to write instead. */
export const insteadOf: Readonly<Record<string, string>> = {
  tokenizer: 'Write a split with the tokenize language.',
  langChain4jTokenize: 'Write a split with the tokenize language.',
  a2aSubTask: 'Call the agent with "to" and its HTTP endpoint.',
  whenSkipSendToEndpoint: 'Write "interceptSendToEndpoint" with "skipSendToOriginalEndpoint: true".',
};
