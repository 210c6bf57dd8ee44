import { standardLanguages } from '@dhow/core';
import type { Clock, Component, DataFormatFactory, ExpressionLanguage } from '@dhow/core/component';
import { directComponent } from '@dhow/components/direct';
import { logComponent } from '@dhow/components/log';
import { sedaComponent } from '@dhow/components/seda';
import { timerComponent } from '@dhow/components/timer';
import { jqLanguage, jsonpathLanguage, xpathLanguage } from '@dhow/components';
import { csvDataFormat } from '@dhow/components/csv';
import { jsonDataFormat } from '@dhow/components/json';

/** Connectors, data formats and languages that recorded routes use. */
export function replayComponents(_clock: Clock): Component[] {
  return [directComponent(), sedaComponent(), timerComponent(), logComponent()];
}

export const replayDataFormats: readonly DataFormatFactory[] = [csvDataFormat(), jsonDataFormat()];

export const replayLanguages: readonly ExpressionLanguage[] = [
  ...standardLanguages,
  jqLanguage(),
  jsonpathLanguage(),
  xpathLanguage(),
];
