import type { Component, DataFormatFactory } from '@dhow/core/component';
import { directComponent } from '@dhow/components/direct';
import { logComponent } from '@dhow/components/log';
import { mockComponent } from '@dhow/components/mock';
import { sedaComponent } from '@dhow/components/seda';
import { timerComponent } from '@dhow/components/timer';

/** The connectors that come with Dhow. */
export function standardComponents(): readonly Component[] {
  return [directComponent(), sedaComponent(), timerComponent(), logComponent(), mockComponent()];
}

/** The data formats that come with Dhow. */
export function standardDataFormats(): readonly DataFormatFactory[] {
  return [];
}
