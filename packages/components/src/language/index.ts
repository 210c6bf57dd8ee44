/** Expression languages beside those of the engine. */
export { jqLanguage } from './jq-language.ts';
export { jsonpathLanguage } from './jsonpath-language.ts';
export { xpathLanguage } from './xpath-language.ts';
export { xtokenizeLanguage } from './xtokenize-language.ts';
