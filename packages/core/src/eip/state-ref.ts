import type { Compiler } from '../engine/compiler.ts';

/**
 * Where an option may name the state store of the context instead of a bean: `#state` is a place of the step's own there,
 * `#state:name` one that steps of several routes share. Undefined for anything else; a bean of that name goes first.
 */
export function placeInState(ref: unknown, own: string, compiler: Compiler): string | undefined {
  if (typeof ref !== 'string') return undefined;
  const [whole, name] = /^#state(?::(.+))?$/.exec(compiler.resolve(ref)) ?? [];
  if (whole === undefined || compiler.host.beans.lookup(whole.slice(1)) !== undefined) return undefined;
  return name ?? own;
}
