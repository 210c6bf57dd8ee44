import type { Component, DataFormatFactory, ExpressionLanguage } from '@dhow/core/component';

/** A part that is loaded when a route names it. */
type Loader<T> = () => Promise<T>;

/** Connectors by their schemes. Those without libraries of their own cost little; `dhis2` and `http` bring a client. */
export const componentLoaders: Readonly<Record<string, Loader<Component>>> = {
  cron: async () => (await import('@dhow/components/cron')).cronComponent(),
  datasonnet: async () => (await import('@dhow/components/datasonnet')).datasonnetComponent(),
  dhis2: async () => (await import('@dhow/components/dhis2')).dhis2Component(),
  direct: async () => (await import('@dhow/components/direct')).directComponent(),
  file: async () => (await import('@dhow/components/file')).fileComponent(),
  http: async () => (await import('@dhow/components/http')).httpComponent(),
  log: async () => (await import('@dhow/components/log')).logComponent(),
  mock: async () => (await import('@dhow/components/mock')).mockComponent(),
  'platform-http': async () => (await import('@dhow/components/platform-http')).platformHttpComponent(),
  'rest-openapi': async () => (await import('@dhow/components/rest-openapi')).restOpenApiComponent(),
  seda: async () => (await import('@dhow/components/seda')).sedaComponent(),
  timer: async () => (await import('@dhow/components/timer')).timerComponent(),
};

/** Words that stand for a connector beside its scheme. */
export const wordsFor: Readonly<Record<string, readonly string[]>> = {
  // A service of the REST DSL names no connector.
  'platform-http': ['platform', 'rest'],
  'rest-openapi': ['openapi', 'openApi'],
};

/** Further schemes of the connectors above. */
export const schemeAliases: Readonly<Record<string, string>> = { https: 'http', quartz: 'cron' };

/** Data formats by their names in `marshal` and `unmarshal`. */
export const dataFormatLoaders: Readonly<Record<string, Loader<DataFormatFactory>>> = {
  base64: async () => (await import('@dhow/components/base64')).base64DataFormat(),
  csv: async () => (await import('@dhow/components/csv')).csvDataFormat(),
  gzipDeflater: async () => (await import('@dhow/components/deflate')).gzipDeflaterDataFormat(),
  jacksonXml: async () => (await import('@dhow/components/jackson-xml')).jacksonXmlDataFormat(),
  json: async () => (await import('@dhow/components/json')).jsonDataFormat(),
  yaml: async () => (await import('@dhow/core/yaml')).yamlDataFormat(),
  zipDeflater: async () => (await import('@dhow/components/deflate')).zipDeflaterDataFormat(),
};

/** Expression languages beside those of the engine. */
export const languageLoaders: Readonly<Record<string, Loader<ExpressionLanguage>>> = {
  datasonnet: async () => (await import('@dhow/components/datasonnet')).datasonnetLanguage(),
  jq: async () => (await import('@dhow/components/language')).jqLanguage(),
  jsonpath: async () => (await import('@dhow/components/language')).jsonpathLanguage(),
  xpath: async () => (await import('@dhow/components/language')).xpathLanguage(),
  xtokenize: async () => (await import('@dhow/components/language')).xtokenizeLanguage(),
};
