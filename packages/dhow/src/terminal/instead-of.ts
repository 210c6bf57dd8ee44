/** Connectors that are packages of their own, by scheme. */
const packages: Readonly<Record<string, string>> = { sql: '@dhow/component-sql', jdbc: '@dhow/component-sql' };

const connectors: Readonly<Record<string, string>> = {
  'aws2-s3': 'write files with "file:", or send them with "http:"',
  'vertx-http': 'write "http:" or "https:"',
  'netty-http': 'write "http:" to call, "platform-http:" to serve',
  'spring-rabbitmq': 'write "jms:" over AMQP 1.0',
  jetty: 'write "platform-http:"',
  undertow: 'write "platform-http:"',
  servlet: 'write "platform-http:"',
  vm: 'write "seda:"',
  'direct-vm': 'write "direct:"',
  disruptor: 'write "seda:"',
  scheduler: 'write "timer:" with delay and period',
  exec: 'no program is run from a route: write a function of a TypeScript route',
  groovy: 'no script is run from a text: write a bean or a TypeScript route',
  velocity: 'write the text as Simple, or a DataSonnet mapping',
  freemarker: 'write the text as Simple, or a DataSonnet mapping',
  mustache: 'write the text as Simple, or a DataSonnet mapping',
  xslt: 'read XML with DataSonnet (application/xml), and write a mapping',
  atlasmap: 'write a DataSonnet mapping',
  jslt: 'write a DataSonnet mapping',
  jolt: 'write a DataSonnet mapping',
};

const scripts =
  'no script is run from a text: write it as Simple, DataSonnet, JSONPath or jq, or as a function of a bean';

const languages: Readonly<Record<string, string>> = {
  csimple: 'write simple',
  xquery: 'write xpath, or a DataSonnet mapping that reads application/xml',
  hl7terser: 'read the message with a bean',
  ...Object.fromEntries(
    ['groovy', 'js', 'python', 'java', 'joor', 'mvel', 'ognl', 'spel', 'wasm'].map((name) => [name, scripts]),
  ),
};

const dataFormats: Readonly<Record<string, string>> = {
  jaxb: 'write jacksonXml: {}',
  bindy: 'write csv with useMaps: true, and map the rows with DataSonnet',
  univocityCsv: 'write csv: {}',
  univocityTsv: 'write csv: { delimiter: "\\t" }',
  groovyJson: 'write json: {}',
  groovyXml: 'write jacksonXml: {}',
};

/** What to write in the place of something of Camel's that is not here; undefined when nothing stands for it. */
export function insteadOf(kind: 'component' | 'language' | 'dataFormat', name: string): string | undefined {
  if (kind === 'language') return own(languages, name);
  if (kind === 'dataFormat') return own(dataFormats, name);
  const wanted = own(packages, name);
  return wanted === undefined ? own(connectors, name) : comesWith('it', wanted);
}

/** What to write for something that is in a package of its own. */
export function comesWith(what: string, name: string): string {
  return `${what} comes with the package ${name}: run npm install ${name}, and write components: ['${name}'] in dhow.yaml`;
}

function own(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
