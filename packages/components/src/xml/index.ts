export { parseXml } from './parse-xml.ts';
export { xmlConverters } from './xml-converter.ts';
export { escapeAttribute, escapeText, XmlNode } from './xml-node.ts';
