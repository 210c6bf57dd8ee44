export { jacksonXmlDataFormat } from './jackson-xml-data-format.ts';
