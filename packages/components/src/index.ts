/** Connectors and data formats that need only Node.js. Each is its own entry point too (`@dhow/components/file`). */
export { ComponentError, isComponentError } from './component-error.ts';
export { componentErrorCatalogue, type ComponentErrorCode } from './component-errors.ts';
export type { EndpointRef } from './endpoint-ref.ts';
export { direct, directComponent } from './direct/index.ts';
export { log, logComponent } from './log/index.ts';
export { mock, mockComponent, MockRecorder, type MockComponent, type ReceivedMessage } from './mock/index.ts';
export { seda, sedaComponent } from './seda/index.ts';
export { timer, timerComponent } from './timer/index.ts';
export { jqLanguage, jsonpathLanguage, xpathLanguage } from './language/index.ts';
export { parseXml, XmlNode } from './xml/index.ts';
