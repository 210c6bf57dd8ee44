export { parseXml } from './parse-xml.ts';
export { escapeAttribute, escapeText, XmlNode } from './xml-node.ts';
