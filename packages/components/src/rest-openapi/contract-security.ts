import {
  securityCheck,
  type ComponentContext,
  type Exchange,
  type RestContract,
  type RestSecurityScheme,
} from '@dhow/core/component';
import type { ContractDocument, ContractOperation } from './contract-document.ts';
import type { SecuritySchemeObject } from './openapi-model.ts';

/** The check of who may call an operation; undefined when everybody may. */
export function contractSecurity(
  operation: ContractOperation,
  document: ContractDocument,
  contract: RestContract,
  context: ComponentContext,
): ((exchange: Exchange) => Promise<void>) | undefined {
  const written = operation.object.security ?? document.root.security ?? [];
  const alternatives = written.map((all) => Object.entries(all).map(([scheme, scopes]) => ({ scheme, scopes })));
  if (alternatives.every((all) => all.length === 0)) return undefined;
  // `{}` lets all in, but who shows credentials is known first.
  const ordered = alternatives.toSorted((a, b) => Number(a.length === 0) - Number(b.length === 0));
  return securityCheck(ordered, schemesOf(document), {
    name: `operation ${operation.operationId} of ${document.file}`,
    source: contract.source,
    bean: (name) => context.bean(name),
    property: (name) => context.property?.(name),
  });
}

function schemesOf(document: ContractDocument): readonly RestSecurityScheme[] {
  return Object.entries(document.root.components?.securitySchemes ?? {}).map(([name, written]): RestSecurityScheme => {
    const { object } = document.resolve<SecuritySchemeObject>(written, `/components/securitySchemes/${name}`);
    if (object.type === 'apiKey')
      return { name, kind: 'apiKey', in: object.in ?? 'header', parameter: object.name ?? '' };
    if (object.type === 'oauth2' || object.type === 'openIdConnect') return { name, kind: 'bearer' };
    const scheme = object.type === 'http' ? object.scheme?.toLowerCase() : undefined;
    return { name, kind: scheme === 'basic' || scheme === 'bearer' ? scheme : 'unsupported' };
  });
}
