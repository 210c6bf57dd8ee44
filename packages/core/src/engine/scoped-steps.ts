import { checkOptions } from '../component/option-check.ts';
import { interceptSendToEndpoint } from '../eip/intercept-send-to-endpoint.ts';
import { intercept } from '../eip/intercept.ts';
import { onCompletion } from '../eip/on-completion.ts';
import type { OptionSpecs } from '../component/option-spec.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Compiler } from './compiler.ts';
import { matchesUri } from './name-pattern.ts';
import { resolveOptions } from './option-placeholders.ts';
import { onCompletionHook } from './on-completion-hook.ts';
import type { PreparedRoute } from './route-factory.ts';
import type { RouteHooks } from './route-runtime.ts';
import { sendInterceptor, type DeclaredInterceptor } from './send-interception.ts';
import { stepInterceptor } from './step-interception.ts';
import type { StepInterceptor } from './interceptors.ts';

/** The steps of a scope with their options checked, as the compilers of scoped patterns want them. */
function scopedSteps(prepared: PreparedRoute, kind: string): readonly StepModel[] {
  return [...prepared.routeScoped, ...prepared.contextScoped].filter((step) => step.kind === kind);
}

function checked(step: StepModel, specs: OptionSpecs, compiler: Compiler): Readonly<Record<string, unknown>> {
  const written = resolveOptions(step.options, (text) => compiler.resolve(text), specs);
  const place = { name: `${step.kind} of route ${compiler.routeId}`, source: step.source };
  return checkOptions(specs, written, place).options;
}

/** `interceptSendToEndpoint` of a route's surroundings, as in Camel the last one first. */
export async function declareSendInterceptors(
  prepared: PreparedRoute,
  compiler: Compiler,
): Promise<DeclaredInterceptor[]> {
  const interceptors: DeclaredInterceptor[] = [];
  for (const step of scopedSteps(prepared, 'interceptSendToEndpoint').toReversed()) {
    const options = checked(step, interceptSendToEndpoint.options, compiler);
    const ofSource = prepared.contextScoped.includes(step) ? step : undefined;
    interceptors.push({ ...(await sendInterceptor(step, options, compiler)), ofSource });
  }
  return interceptors;
}

/** `intercept` of a route's surroundings. */
export async function compileStepInterceptors(prepared: PreparedRoute, compiler: Compiler): Promise<StepInterceptor[]> {
  const interceptors: StepInterceptor[] = [];
  for (const step of scopedSteps(prepared, 'intercept')) {
    const onWhen = checked(step, intercept.options, compiler)['onWhen'] as ExpressionModel | undefined;
    interceptors.push(await stepInterceptor(step, onWhen, compiler));
  }
  return interceptors;
}

/** `interceptFrom` becomes the first steps of the routes whose source it matches, as in Camel the last one first. */
export function interceptFromSteps(prepared: PreparedRoute, endpointUri: string): readonly StepModel[] {
  return scopedSteps(prepared, 'interceptFrom')
    .filter(({ options }) => {
      const { uri } = options as { uri?: string };
      return uri === undefined || uri === '' || uri === '*' || matchesUri(endpointUri, uri);
    })
    .toReversed();
}

/** `onCompletion`: the route's own, or else those of its surroundings. */
export async function compileCompletions(prepared: PreparedRoute, compiler: Compiler): Promise<RouteHooks[]> {
  const own = prepared.routeScoped.filter(({ kind }) => kind === 'onCompletion');
  const steps = own.length > 0 ? own : prepared.contextScoped.filter(({ kind }) => kind === 'onCompletion');
  const hooks: RouteHooks[] = [];
  for (const step of steps)
    hooks.push(await onCompletionHook(step, checked(step, onCompletion.options, compiler), compiler));
  return hooks;
}
