import type { ComponentContext } from '../component/component.ts';
import type { ExpressionLanguage } from '../expression/expression.ts';
import { optionPlace } from '../errors/written-options.ts';
import { LanguageError } from '../language/language-error.ts';
import { compileSimple } from '../language/simple/simple-language.ts';
import type { RoutesModel, StepModel } from '../model/route-model.ts';
import type { SourceLocation } from '../model/source-location.ts';
import { yamlProblem, type YamlProblem } from './yaml-error.ts';

/** Options that hold conditions whatever their step; the expression of these steps is one, too. */
const conditions = new Set(['onWhen', 'retryWhile', 'handled', 'continued', 'completionPredicate']);
const conditional = new Set(['when', 'filter', 'validate']);

/** Options of steps that are Simple texts themselves. */
const texts: Readonly<Record<string, string>> = { log: 'message', toD: 'uri', throwException: 'message' };

/** Mistakes in the Simple texts of a file, so that they are found with the others and not when the route starts. */
export function checkExpressions(model: RoutesModel): YamlProblem[] {
  const problems: YamlProblem[] = [];
  walk(model, (text, kind, source) => {
    const problem = problemOf(text, kind, source);
    if (problem !== undefined) problems.push(problem);
  });
  return problems;
}

type Kind = 'expression' | 'predicate';
type Found = (text: string, kind: Kind, source: SourceLocation) => void;

function walk(value: unknown, found: Found, kind: Kind = 'expression'): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) walk(item, found, kind);
    return;
  }
  if (isSimple(value)) found(value.expression, kind, value.source);
  else if (isStep(value)) walkStep(value, found);
  else for (const [name, child] of Object.entries(value)) walk(child, found, conditions.has(name) ? 'predicate' : kind);
}

function walkStep(step: StepModel, found: Found): void {
  if (step.disabled === true || step.disabled === 'true') return;
  const text = step.options[texts[step.kind] ?? ''];
  const plain = step.options['logLanguage'] === undefined && !/(?:^|\+)language:/.test(String(text as string));
  if (typeof text === 'string' && plain && step.source) found(text, 'expression', step.source);
  for (const [name, value] of Object.entries(step.options)) {
    const isCondition = conditions.has(name) || (name === 'expression' && conditional.has(step.kind));
    walk(value, found, isCondition ? 'predicate' : 'expression');
  }
  walk(step.steps, found);
}

function isSimple(value: object): value is { expression: string; source: SourceLocation } {
  const { language, expression, source } = value as Readonly<Record<string, unknown>>;
  return language === 'simple' && typeof expression === 'string' && source !== undefined;
}

const isStep = (value: object): value is StepModel => 'kind' in value && 'options' in value;

/** Texts whose meaning a placeholder, a bean or a registered generator decides are left to the engine. */
function problemOf(text: string, kind: Kind, source: SourceLocation): YamlProblem | undefined {
  if (!text.includes('$') && kind === 'expression') return undefined;
  if (text.includes('{{') || /\$(?:simple)?\{(?:bean:|uuid\()/.test(text)) return undefined;
  try {
    compileSimple(text, kind, noContext);
    return undefined;
  } catch (error) {
    if (!(error instanceof LanguageError) || error.code !== 'SIMPLE_SYNTAX') return undefined;
    const [reason = '', ...more] = error.message.split('\n');
    const hint = more.at(-1) ?? '';
    return yamlProblem('YAML_EXPRESSION_SYNTAX', placeWithin(source, text, reason), {
      text,
      reason,
      hint: hint === '' ? '' : ` ${hint}`,
    });
  }
}

/** The place that the parser tells of, when the text stands in the file on one line as it is; else that of its option. */
function placeWithin(source: SourceLocation, text: string, reason: string): SourceLocation {
  const at = Number(/at location (\d+)/.exec(reason)?.[1] ?? 0);
  const place = optionPlace({ details: { found: text } }, source);
  const isAsWritten = place !== source && !/[\n"'\\]/.test(text.slice(0, at));
  return isAsWritten ? { ...place, column: place.column + Math.min(at, text.length - 1) } : place;
}

const anyLanguage: ExpressionLanguage = {
  name: 'any',
  description: '',
  options: {},
  compile: () => ({ evaluate: () => null, test: () => false }),
};

/** Nothing is evaluated, so that no more than this is asked for. */
const noContext = { name: '', bean: () => undefined, language: () => anyLanguage } as unknown as ComponentContext;
