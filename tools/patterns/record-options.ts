import { appendFileSync } from 'node:fs';
import { afterAll, expect } from 'vitest';
import { DhowContext, standardEips } from '@dhow/core';
import type { ErrorHandlerModel, RoutesModel, RouteBuilder, StepModel } from '@dhow/core';
import { anyErrorHandler, setOptions, testedSpecs } from './pattern-options.ts';

/**
 * Runs before each test file of `check:patterns`: notes which options stood in routes that really started, whether they
 * came from YAML, the builder or a model.
 */
const specs = new Map(testedSpecs().flatMap((each) => [...each.specs]));
const added = new WeakMap<DhowContext, RoutesModel[]>();
const noted = new Set<string>();

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
  if (this.phase === 'started') noteModels(models);
};
DhowContext.prototype.start = async function noteStarted() {
  await start.call(this);
  noteModels(added.get(this) ?? []);
};

afterAll(() => {
  const test = expect.getState().testPath!;
  appendFileSync(process.env['DHOW_PATTERN_OPTIONS']!, `${JSON.stringify({ test, options: [...noted] })}\n`);
});

function noteModels(models: readonly RoutesModel[]): void {
  for (const model of models) {
    const templates = model.routeTemplates.map(({ route }) => route);
    for (const scope of [model, ...model.routeConfigurations]) noteScope(scope);
    for (const route of [...model.routes, ...templates]) {
      noteScope({ ...route, scoped: route.scoped ?? [] });
      for (const step of route.steps) noteStep(step);
    }
  }
}

function noteScope(scope: { readonly scoped: readonly StepModel[]; readonly errorHandler?: ErrorHandlerModel }): void {
  for (const step of scope.scoped) noteStep(step);
  if (!scope.errorHandler) return;
  note(scope.errorHandler);
  note({ ...scope.errorHandler, kind: anyErrorHandler });
}

function noteStep(step: StepModel): void {
  note(step);
  for (const child of step.steps ?? []) noteStep(child);
  const clauses = standardEips.find(({ name }) => name === step.kind);
  for (const option of Object.keys((clauses && 'clauses' in clauses && clauses.clauses) || {}))
    for (const clause of [step.options[option] ?? []].flat() as StepModel[]) noteStep(clause);
}

function note({ kind, options }: Pick<StepModel, 'kind' | 'options'>): void {
  noted.add(kind);
  for (const path of setOptions(kind, specs.get(kind) ?? {}, options)) noted.add(path);
}
