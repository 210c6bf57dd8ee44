import { parseDuration } from '../component/duration.ts';
import { convertTo } from '../convert/convert.ts';
import { allSteps } from '../engine/step-ids.ts';
import type { RoutesModel, StepModel } from '../model/route-model.ts';
import type { SourceLocation } from '../model/source-location.ts';
import { yamlProblem, type YamlProblem } from './yaml-error.ts';

interface Wanted {
  readonly type: 'java.lang.Long' | 'java.lang.Integer';
  readonly unit: 'milliseconds' | 'a whole number';
}

const milliseconds: Wanted = { type: 'java.lang.Long', unit: 'milliseconds' };
const count: Wanted = { type: 'java.lang.Integer', unit: 'a whole number' };

/** Expressions whose value becomes a number. */
const numbers: Readonly<Record<string, Readonly<Record<string, Wanted>>>> = {
  delay: { expression: milliseconds },
  loop: { expression: count },
  throttle: { expression: count },
  aggregate: { completionSizeExpression: count, completionTimeoutExpression: milliseconds },
};

/**
 * Constants in a file that can never become what their step needs: every message would fail there. The file loads all the
 * same, since a route may handle that failure, as in Camel.
 */
export function checkConstants(model: RoutesModel): YamlProblem[] {
  const routes = [...model.routes, ...model.routeTemplates.map(({ route }) => route)];
  const steps = [
    ...routes.flatMap((route) => [...route.steps, ...(route.scoped ?? [])]),
    ...model.scoped,
    ...model.routeConfigurations.flatMap(({ scoped }) => scoped),
    ...model.rests,
  ];
  return [...allSteps(steps)].filter(({ disabled }) => String(disabled) !== 'true').flatMap(problemsOf);
}

function problemsOf({ kind, options }: StepModel): YamlProblem[] {
  const problems: YamlProblem[] = [];
  for (const [option, wanted] of Object.entries(numbers[kind] ?? {})) {
    if (
      kind === 'loop' &&
      options['doWhile'] !== undefined &&
      options['doWhile'] !== false &&
      options['doWhile'] !== 'false'
    )
      continue;
    const found = constantOf(options[option]);
    if (found === undefined || isNumber(found.text, wanted)) continue;
    const { text, source } = found;
    const ms = wanted.unit === 'milliseconds' ? parseDuration(text) : undefined;
    const hint = ms === undefined ? '' : ` Write: constant: ${ms}`;
    problems.push(yamlProblem('YAML_CONSTANT', source, { place: kind, found: text, expected: wanted.unit, hint }));
  }
  return problems;
}

interface Constant {
  readonly text: string;
  readonly source: SourceLocation;
}

/** The text of an expression that is the same for every message. */
function constantOf(value: unknown): Constant | undefined {
  const { language, expression, source } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof expression !== 'string' || source === undefined || expression.includes('{{')) return undefined;
  const isConstant = language === 'constant' || (language === 'simple' && !expression.includes('$'));
  return isConstant ? { text: expression.trim(), source: source as SourceLocation } : undefined;
}

function isNumber(text: string, { type }: Wanted): boolean {
  // Nothing written is no value, which these steps take.
  if (text === '') return true;
  try {
    convertTo(text, type);
    return true;
  } catch {
    return false;
  }
}
