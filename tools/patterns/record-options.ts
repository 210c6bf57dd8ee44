import { appendFileSync } from 'node:fs';
import { afterAll, expect } from 'vitest';
import { DhowContext } from '@dhow/core';
import type { RoutesModel, RouteBuilder } from '@dhow/core';
import { optionsOf } from './options-of-routes.ts';

/**
 * Runs before each test file of `check:patterns`: notes which options stood in routes that really started, whether they
 * came from YAML, the builder or a model, and which in routes that did not.
 */
export interface RecordedOptions {
  readonly test: string;
  readonly started: readonly string[];
  readonly refused: readonly string[];
}

const added = new WeakMap<DhowContext, RoutesModel[]>();
const started = new Set<string>();
const refused = new Set<string>();

type Methods = {
  readonly addRoutes: (this: DhowContext, ...sources: readonly (RoutesModel | RouteBuilder)[]) => Promise<void>;
  readonly start: (this: DhowContext) => Promise<void>;
};
const { addRoutes, start } = DhowContext.prototype as Methods;
DhowContext.prototype.addRoutes = async function noteRoutes(...sources: readonly (RoutesModel | RouteBuilder)[]) {
  await addRoutes.apply(this, [...sources]);
  const models = added.get(this) ?? [];
  added.set(this, models);
  for (const source of sources) models.push('toRoutes' in source ? await source.toRoutes() : source);
  if (this.phase === 'started') note(models, started);
};
DhowContext.prototype.start = async function noteStarted() {
  const models = added.get(this) ?? [];
  try {
    await start.call(this);
  } catch (error) {
    note(models, refused);
    throw error;
  }
  note(models, started);
};

function note(models: readonly RoutesModel[], into: Set<string>): void {
  for (const model of models) for (const option of optionsOf(model)) into.add(option);
}

afterAll(() => {
  const record: RecordedOptions = {
    test: expect.getState().testPath!,
    started: [...started],
    refused: [...refused],
  };
  appendFileSync(process.env['DHOW_PATTERN_OPTIONS']!, `${JSON.stringify(record)}\n`);
});
