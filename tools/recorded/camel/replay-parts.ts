import { standardLanguages } from '@dhow/core';
import { yamlDataFormat } from '@dhow/core/yaml';
import type { Component, DataFormatFactory, ExpressionLanguage } from '@dhow/core/component';
import { componentLanguages, standardComponents, standardDataFormats, xmlConverters } from '@dhow/components';

/** Connectors that recorded routes use, but for mock, which the replay makes itself. */
export function replayComponents(): Component[] {
  return standardComponents().filter(({ spec, servesRest }) => spec.scheme !== 'mock' && servesRest !== true);
}

export const replayDataFormats: readonly DataFormatFactory[] = [...standardDataFormats(), yamlDataFormat()];

export const replayLanguages: readonly ExpressionLanguage[] = [...standardLanguages, ...componentLanguages()];

export const replayConverters = xmlConverters();
