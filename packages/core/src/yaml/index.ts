/** Routes in YAML. Importing this needs the package `yaml`, which the engine itself does not. */
export { loadYaml, validateYaml, type LoadYamlOptions } from './load-yaml.ts';
export { checkConstants } from './check-constants.ts';
export { formatYamlProblem, YamlError, type YamlProblem } from './yaml-error.ts';
export { yamlErrors, type YamlErrorCode } from './yaml-errors.ts';
export { yamlDataFormat } from './yaml-data-format.ts';
export { parseYaml } from './parse-yaml.ts';
export { yamlSchema, type JsonSchema, type YamlSchemaOptions } from './yaml-schema.ts';
export { reportCamelProject, type CamelReport, type CamelReportOptions, type MissingPart } from './camel-report.ts';
