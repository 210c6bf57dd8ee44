import type { Compiler } from '../engine/compiler.ts';
import type { RoutePolicyWrap } from '../eip/policy.ts';
import type { StepModel } from '../model/route-model.ts';
import { TransactionPolicy } from './transaction-policy.ts';
import { isTransactionSource, propagations, type Propagation, type TransactionSource } from './transaction-source.ts';

/** A policy, or a data source by which one is made. */
type Found = TransactionPolicy | TransactionSource | RoutePolicyWrap;

/**
 * The policy that `ref` names: a policy, a data source (then REQUIRED), or one of Spring's `PROPAGATION_…` names, which
 * need no bean of their own where there is one data source. Without a ref: `PROPAGATION_REQUIRED`, the only policy, or
 * the only data source.
 */
export function findTransactionPolicy(step: StepModel, compiler: Compiler): RoutePolicyWrap | TransactionPolicy {
  const written = step.options['ref'];
  const ref = typeof written === 'string' ? compiler.resolve(written) : written;
  const { beans } = compiler.host;
  const standard = typeof ref === 'string' ? propagationOf(ref) : ref === undefined ? 'REQUIRED' : undefined;
  const named = typeof ref === 'string' ? beans.lookup(ref) : beans.lookup('PROPAGATION_REQUIRED');
  if (standard !== undefined && named === undefined) return onlyOne(step, compiler, standard, ref === undefined);
  return asPolicy(
    step,
    compiler,
    ref === undefined ? named : compiler.bean(ref, `${step.kind} in route ${compiler.routeId}`),
  );
}

function asPolicy(step: StepModel, compiler: Compiler, found: unknown): RoutePolicyWrap | TransactionPolicy {
  if (isTransactionSource(found)) return new TransactionPolicy(found);
  if (typeof (found as Partial<Found & RoutePolicyWrap> | null)?.wrap === 'function') return found as RoutePolicyWrap;
  throw compiler.refuse(step, 'the bean is no transaction policy, no data source and no policy with "wrap".');
}

function onlyOne(step: StepModel, compiler: Compiler, propagation: Propagation, orPolicy: boolean): TransactionPolicy {
  const { beans } = compiler.host;
  const sources = new Map<TransactionSource, string>();
  const policies = new Map<TransactionPolicy, string>();
  for (const name of beans.names()) {
    const bean = beans.lookup(name);
    if (isTransactionSource(bean)) sources.set(bean, name);
    else if (bean instanceof TransactionPolicy) policies.set(bean, name);
  }
  const [policy] = policies.keys();
  if (orPolicy && policies.size === 1) return policy!;
  const [source] = sources.keys();
  if (sources.size === 1) return new TransactionPolicy(source!, propagation);
  if (sources.size === 0) throw compiler.refuse(step, 'there is no data source. Register one as a bean.');
  const names = [...sources.values(), ...policies.values()].join(', ');
  throw compiler.refuse(step, `there are several data sources. Write "ref" with one of ${names}.`);
}

function propagationOf(ref: string): Propagation | undefined {
  return propagations.find((name) => ref === `PROPAGATION_${name}`);
}
