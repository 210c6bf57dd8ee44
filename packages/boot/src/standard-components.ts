import { standardLanguages as engineLanguages } from '@dhow/core';
import type { Component, DataFormatFactory, ExpressionLanguage } from '@dhow/core/component';
import { csvDataFormat } from '@dhow/components/csv';
import { datasonnetComponent, datasonnetLanguage } from '@dhow/components/datasonnet';
import { dhis2Component } from '@dhow/components/dhis2';
import { directComponent } from '@dhow/components/direct';
import { fileComponent } from '@dhow/components/file';
import { httpComponent } from '@dhow/components/http';
import { jsonDataFormat } from '@dhow/components/json';
import { logComponent } from '@dhow/components/log';
import { mockComponent } from '@dhow/components/mock';
import { sedaComponent } from '@dhow/components/seda';
import { timerComponent } from '@dhow/components/timer';

/** The connectors that come with Dhow. */
export function standardComponents(): readonly Component[] {
  return [
    directComponent(),
    sedaComponent(),
    timerComponent(),
    fileComponent(),
    httpComponent(),
    logComponent(),
    mockComponent(),
    datasonnetComponent(),
    dhis2Component(),
  ];
}

/** The data formats that come with Dhow. */
export function standardDataFormats(): readonly DataFormatFactory[] {
  return [csvDataFormat(), jsonDataFormat()];
}

/** The expression languages of the engine and DataSonnet. */
export function standardLanguages(): readonly ExpressionLanguage[] {
  return [...engineLanguages, datasonnetLanguage()];
}
