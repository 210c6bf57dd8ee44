import { base64DataFormat } from './base64/index.ts';
import { gzipDeflaterDataFormat, zipDeflaterDataFormat } from './deflate/index.ts';
import { jacksonXmlDataFormat } from './jackson-xml/index.ts';
import type { Component, DataFormatFactory, ExpressionLanguage } from '@dhow/core/component';
import { cronComponent } from './cron/index.ts';
import { csvDataFormat } from './csv/index.ts';
import { datasonnetComponent, datasonnetLanguage } from './datasonnet/index.ts';
import { dhis2Component } from './dhis2/index.ts';
import { directComponent } from './direct/index.ts';
import { fileComponent } from './file/index.ts';
import { httpComponent } from './http/index.ts';
import { jsonDataFormat } from './json/index.ts';
import { jqLanguage, jsonpathLanguage, xpathLanguage, xtokenizeLanguage } from './language/index.ts';
import { logComponent } from './log/index.ts';
import { mockComponent } from './mock/index.ts';
import { platformHttpComponent } from './platform-http/index.ts';
import { restOpenApiComponent } from './rest-openapi/index.ts';
import { sedaComponent } from './seda/index.ts';
import { timerComponent } from './timer/index.ts';

/** Connectors and data formats that need only Node.js. Each is its own entry point too (`@dhow/components/file`). */
export { ComponentError, isComponentError } from './component-error.ts';
export { componentErrorCatalogue, type ComponentErrorCode } from './component-errors.ts';
export type { DataFormatRef, EndpointRef, ExpressionRef } from '@dhow/core/component';
export { rowSourceOf, rowSourceProperty, type RowSource } from './row-source.ts';
export { cron, cronComponent } from './cron/index.ts';
export { csv, csvDataFormat } from './csv/index.ts';
export { datasonnet, datasonnetComponent, datasonnetLanguage } from './datasonnet/index.ts';
export { dhis2, dhis2Component, type DeliveryReport, type Dhis2Connection } from './dhis2/index.ts';
export { direct, directComponent } from './direct/index.ts';
export { file, FileBody, fileComponent, fileTarget } from './file/index.ts';
export { http, httpComponent, HttpOperationFailed } from './http/index.ts';
export { json, jsonDataFormat } from './json/index.ts';
export { log, logComponent } from './log/index.ts';
export { mock, mockComponent, MockRecorder, type MockComponent, type ReceivedMessage } from './mock/index.ts';
export { platformHttp, platformHttpComponent, type PlatformHttpComponent } from './platform-http/index.ts';
export { restOpenApiComponent } from './rest-openapi/index.ts';
export { seda, sedaComponent } from './seda/index.ts';
export { timer, timerComponent } from './timer/index.ts';
export { jqLanguage, jsonpathLanguage, xpathLanguage, xtokenizeLanguage } from './language/index.ts';
export { base64DataFormat, gzipDeflaterDataFormat, jacksonXmlDataFormat, zipDeflaterDataFormat };
export { parseXml, xmlConverters, XmlNode } from './xml/index.ts';

/** All connectors of this package, new ones for each context. */
export function standardComponents(): Component[] {
  return [
    cronComponent(),
    datasonnetComponent(),
    dhis2Component(),
    directComponent(),
    fileComponent(),
    httpComponent(),
    logComponent(),
    mockComponent(),
    platformHttpComponent(),
    restOpenApiComponent(),
    sedaComponent(),
    timerComponent(),
  ];
}

/** All data formats of this package. */
export function standardDataFormats(): DataFormatFactory[] {
  return [
    base64DataFormat(),
    csvDataFormat(),
    gzipDeflaterDataFormat(),
    jacksonXmlDataFormat(),
    jsonDataFormat(),
    zipDeflaterDataFormat(),
  ];
}

/** The expression languages of this package, to stand beside those of the engine. */
export function componentLanguages(): ExpressionLanguage[] {
  return [datasonnetLanguage(), jqLanguage(), jsonpathLanguage(), xpathLanguage(), xtokenizeLanguage()];
}
