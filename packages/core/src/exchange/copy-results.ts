import type { Exchange } from './exchange.ts';

/** Takes over what an exchange ended with: message, properties, variables, failure and flags, but not its pattern. */
export function copyResults(target: Exchange, source: Exchange): void {
  if (target === source) return;
  if (source.hasHeaders) target.headers = source.headers.copy();
  else if (target.hasHeaders) target.headers.clear();
  takeRest(target, source);
}

/** The same from an exchange that nobody needs any more: nothing is copied that can be handed over. */
export function takeResults(target: Exchange, source: Exchange): void {
  if (source.hasHeaders) target.headers = source.headers;
  else if (target.hasHeaders) target.headers.clear();
  takeRest(target, source);
}

function takeRest(target: Exchange, source: Exchange): void {
  target.body = source.body;
  target.addProperties(source);
  if (source.hasVariables) for (const [name, value] of source.variables) target.variables.set(name, value);
  target.toEndpoint = source.toEndpoint;
  target.takeEnding(source);
}
