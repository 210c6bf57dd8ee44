import { option, type DataFormatSpec } from '@dhow/core/component';

const bean = (description: string) => `${description} Accepted for Camel's sake: bodies are maps and lists here.`;

export const jsonOptions = {
  library: option.string({ description: 'Only Jackson is known; its behaviour is the one here.', default: 'Jackson' }),
  prettyPrint: option.boolean({ description: "Whether text is indented, in Jackson's way.", default: false }),
  contentTypeHeader: option.boolean({
    description: 'Whether writing sets the header Content-Type to application/json.',
    default: true,
  }),
  include: option.enum(['ALWAYS', 'NON_NULL', 'NON_ABSENT', 'NON_EMPTY', 'NON_DEFAULT'], {
    description: 'Which fields are written: all, those not null, or those not empty.',
    default: 'ALWAYS',
  }),
  useList: option.boolean({ description: 'Whether the text must hold an array.', default: false }),
  dropRootNode: option.boolean({
    description: 'Whether an object with one field is read as its value.',
    default: false,
  }),
  unmarshalType: option.string({
    description:
      "The class to read into: one registered as a bean under that name, made without arguments. Java's maps, lists, sets, texts, numbers and Boolean are known; other names change nothing.",
  }),
  collectionType: option.string({ description: bean('The class of lists.') }),
  allowUnmarshallType: option.boolean({
    description: 'Whether the header CamelJacksonUnmarshalType may name the class.',
    default: false,
  }),
  enableFeatures: option.string({
    description:
      "Jackson's features to switch on, by name with commas. FAIL_ON_TRAILING_TOKENS, INDENT_OUTPUT, ORDER_MAP_ENTRIES_BY_KEYS, WRAP_ROOT_VALUE and ACCEPT_SINGLE_VALUE_AS_ARRAY have an effect; the others concern Java beans.",
    example: 'INDENT_OUTPUT',
  }),
  disableFeatures: option.string({
    description:
      "Jackson's features to switch off. WRITE_DATES_AS_TIMESTAMPS makes dates text instead of milliseconds, FAIL_ON_EMPTY_BEANS writes {} for what cannot be written, FAIL_ON_UNKNOWN_PROPERTIES leaves out fields that the class does not have.",
    example: 'WRITE_DATES_AS_TIMESTAMPS',
  }),
  timezone: option.string({ description: 'Time zone of dates that are written as text.', default: 'UTC' }),
  namingStrategy: option.string({ description: bean('How names of bean properties are spelt.') }),
  objectMapper: option.string({ description: bean('A mapper to use.') }),
  useDefaultObjectMapper: option.boolean({ description: bean('Whether to use the default mapper.'), default: true }),
  moduleClassNames: option.string({ description: bean("Jackson's modules.") }),
  moduleRefs: option.string({ description: bean("Jackson's modules, as beans.") }),
  jsonView: option.string({ description: bean('A view of beans.') }),
  allowJmsType: option.boolean({ description: bean('Whether the header JMSType names the class.'), default: false }),
  autoDiscoverObjectMapper: option.boolean({ description: bean('Whether to look for a mapper.'), default: false }),
  schemaResolver: option.string({ description: bean('A source of Avro schemas.') }),
  autoDiscoverSchemaResolver: option.boolean({
    description: bean('Whether to look for a source of schemas.'),
    default: true,
  }),
  combineUnicodeSurrogates: option.boolean({
    description: 'Whether characters beyond the first plane are written as they are, not as two escapes.',
    default: false,
  }),
  maxStringLength: option.integer({ description: 'Longest text in a body that is read.', default: 20_000_000 }),
} as const;

export const jsonSpec = {
  name: 'json',
  title: 'JSON',
  description: 'JSON, read to maps and lists and written from them as Jackson does.',
  options: jsonOptions,
} as const satisfies DataFormatSpec;
