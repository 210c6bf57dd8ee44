import { matchesPattern, matchesUri } from '../engine/name-pattern.ts';
import { RouteError } from '../errors/route-error.ts';
import { noRoutes, type RouteModel, type RoutesModel, type StepModel } from '../model/route-model.ts';

type Match = (step: StepModel) => boolean;
type Change = (step: StepModel) => readonly StepModel[];

/** Changes a route for a test: other source, steps replaced, added, removed. Immutable, as the route is. */
export class RouteAdvice {
  readonly route: RouteModel;

  constructor(route: RouteModel) {
    this.route = route;
  }

  /** The route reads from another endpoint, such as `loopback:in`. */
  replaceFrom(uri: string): RouteAdvice {
    return new RouteAdvice({ ...this.route, from: { uri } });
  }

  /** Steps before all others. */
  addFirst(...steps: readonly StepModel[]): RouteAdvice {
    return new RouteAdvice({ ...this.route, steps: [...steps, ...this.route.steps] });
  }

  /** Steps after all others. */
  addLast(...steps: readonly StepModel[]): RouteAdvice {
    return new RouteAdvice({ ...this.route, steps: [...this.route.steps, ...steps] });
  }

  /** The steps of an id, a wildcard (`to*`) or a regular expression. */
  weaveById(pattern: string): Weave {
    return new Weave(this, (step) => step.id !== undefined && matchesPattern(step.id, pattern), `id ${pattern}`);
  }

  /** The steps of a pattern by its name: `split`. */
  weaveByKind(kind: string): Weave {
    return new Weave(this, (step) => step.kind === kind, `kind ${kind}`);
  }

  /** The steps that send to a URI, a wildcard or a regular expression. */
  weaveByToUri(pattern: string): Weave {
    const sends: Match = ({ options }) => typeof options['uri'] === 'string' && matchesUri(options['uri'], pattern);
    return new Weave(this, sends, `URI ${pattern}`);
  }

  /** Sends that match go to `mock:` endpoints of the same name instead. */
  mockEndpoints(pattern: string): RouteAdvice {
    return this.change(
      ({ options }) => typeof options['uri'] === 'string' && matchesUri(options['uri'], pattern),
      (step) => [
        { ...step, options: { ...step.options, uri: mockUri(step.options['uri'] as string), parameters: undefined } },
      ],
    );
  }

  /** For `runRoute` and `addRoutes`, as the typed builder has it. */
  toRoutes(): RoutesModel {
    return { ...noRoutes, routes: [this.route] };
  }

  /** Changes every step that matches, at any depth. */
  change(match: Match, change: Change): RouteAdvice {
    return new RouteAdvice({ ...this.route, steps: changeSteps(this.route.steps, match, change) });
  }
}

/** Steps chosen for a change. */
export class Weave {
  readonly #advice: RouteAdvice;
  readonly #match: Match;
  readonly #what: string;

  constructor(advice: RouteAdvice, match: Match, what: string) {
    this.#advice = advice;
    this.#match = match;
    this.#what = what;
  }

  replace(...steps: readonly StepModel[]): RouteAdvice {
    return this.#apply(() => steps);
  }

  remove(): RouteAdvice {
    return this.#apply(() => []);
  }

  before(...steps: readonly StepModel[]): RouteAdvice {
    return this.#apply((step) => [...steps, step]);
  }

  after(...steps: readonly StepModel[]): RouteAdvice {
    return this.#apply((step) => [step, ...steps]);
  }

  #apply(change: Change): RouteAdvice {
    let found = 0;
    const advised = this.#advice.change(this.#match, (step) => {
      found++;
      return change(step);
    });
    if (found === 0)
      throw new RouteError('ROUTE_EXPECTATION_FAILED', {
        reason: `The route ${this.#advice.route.id ?? ''} has no step of ${this.#what}.`,
      });
    return advised;
  }
}

function changeSteps(steps: readonly StepModel[], match: Match, change: Change): StepModel[] {
  return steps.flatMap((step) => (match(step) ? change(step) : [changeInside(step, match, change)]));
}

function changeInside(step: StepModel, match: Match, change: Change): StepModel {
  const options: Record<string, unknown> = {};
  for (const name in step.options) options[name] = changeClauses(step.options[name], match, change);
  const changed = { ...step, options };
  return step.steps ? { ...changed, steps: changeSteps(step.steps, match, change) } : changed;
}

/** Clauses (`when`, `doCatch`) hold steps of their own. */
function changeClauses(value: unknown, match: Match, change: Change): unknown {
  if (Array.isArray(value)) return value.map((each) => changeClauses(each, match, change));
  const isStep = typeof value === 'object' && value !== null && 'kind' in value && 'options' in value;
  return isStep ? changeInside(value as StepModel, match, change) : value;
}

function mockUri(uri: string): string {
  return `mock:${uri.replace('://', ':').replace(/\?.*$/s, '')}`;
}

/**
 * Begins the advice on a route. Answer of its steps is {@link RouteAdvice.route}.
 *
 * @example
 * ```ts
 * import { route } from '@dhow/core';
 * import { advise } from '@dhow/core/testing';
 *
 * const report = route('report').from('file:inbox').to('http:api.example.org/reports');
 * export const tested = advise(report.toRoute()).replaceFrom('loopback:in').mockEndpoints('http*').route;
 * ```
 */
export function advise(route: RouteModel): RouteAdvice {
  return new RouteAdvice(route);
}
