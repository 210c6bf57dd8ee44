import type { KeptOffset } from '../component/resume.ts';
import type { Compiler } from '../engine/compiler.ts';
import { RouteError } from '../errors/route-error.ts';
import { ResumeOffsets } from '../state/resume-offsets.ts';
import { placeInState } from './state-ref.ts';

/** Keeps how far a source was worked on: an offset for each key. {@link ResumeOffsets} of the state store is one. */
export interface ResumeStrategy {
  /** Called when a message is done. The key is absent where the source has none; `proof` is for the source to read again. */
  updateLastOffset(offset: unknown, key?: string, proof?: unknown): void | Promise<void>;
  /** What was kept last: with it the source of the route goes on there. */
  lastOffset?(key: string): unknown;
  /** The same with the proof, for strategies that keep it. */
  find?(key: string): Promise<KeptOffset | undefined>;
  forget?(key: string): void | Promise<void>;
}

export function resumeStrategyOf(ref: unknown, compiler: Compiler): ResumeStrategy {
  const what = `resumable in route ${compiler.routeId}`;
  const place = placeInState(ref, compiler.routeId, compiler);
  if (place !== undefined) return new ResumeOffsets(compiler.context.state, place);
  const bean = compiler.bean<Partial<ResumeStrategy>>(ref, what);
  if (typeof bean.updateLastOffset === 'function') return bean as ResumeStrategy;
  const found = typeof ref === 'string' ? ref : 'the object given';
  throw new RouteError('ROUTE_BAD_BEAN', { what, found, reason: 'it needs the method updateLastOffset.' });
}
