import { matchesPattern, matchesUri } from '../engine/name-pattern.ts';
import { nearestHint } from '../errors/nearest-name.ts';
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
    const matches: Match = ({ id }) => id !== undefined && matchesPattern(id, pattern);
    return new Weave(this, matches, `id ${pattern}`, () =>
      nearestHint(
        pattern,
        this.#noted(({ id }) => id),
      ),
    );
  }

  /** The steps of a pattern by its name: `split`. */
  weaveByKind(kind: string): Weave {
    const matches: Match = (step) => step.kind === kind;
    return new Weave(this, matches, `kind ${kind}`, () =>
      nearestHint(
        kind,
        this.#noted((step) => step.kind),
      ),
    );
  }

  /** The steps that send to a URI, a wildcard or a regular expression. */
  weaveByToUri(pattern: string): Weave {
    const sends: Match = ({ options }) => typeof options['uri'] === 'string' && matchesUri(options['uri'], pattern);
    const uris = () => this.#noted(({ options }) => options['uri']);
    return new Weave(this, sends, `URI ${pattern}`, () => nearestHint(pattern, uris()));
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

  #noted(wordOf: (step: StepModel) => unknown): ReadonlySet<string> {
    const words = new Set<string>();
    this.change(
      (step) => {
        const word = wordOf(step);
        if (typeof word === 'string') words.add(word);
        return false;
      },
      (step) => [step],
    );
    return words;
  }

  /** Changes every step that matches, at any depth. */
  change(match: Match, change: Change): RouteAdvice {
    const { steps, scoped } = this.route;
    return new RouteAdvice({
      ...this.route,
      steps: changeSteps(steps, match, change),
      // What onException and its like send is sent by the route, too.
      ...(scoped && { scoped: scoped.map((step) => changeInside(step, match, change)) }),
    });
  }
}

/** Steps chosen for a change. */
export class Weave {
  readonly #advice: RouteAdvice;
  readonly #match: Match;
  readonly #what: string;
  readonly #hint: () => string;

  constructor(advice: RouteAdvice, match: Match, what: string, hint: () => string = () => '') {
    this.#advice = advice;
    this.#match = match;
    this.#what = what;
    this.#hint = hint;
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
        reason: `The route ${this.#advice.route.id ?? ''} has no step of ${this.#what}.${this.#hint()}`,
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
