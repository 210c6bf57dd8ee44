import { comesWith, insteadOf } from './instead-of.ts';

interface Failure {
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly path?: unknown;
  readonly message?: unknown;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What to write instead, for failures whose message says only what is not there; undefined for all others. */
export function remedyOf(error: unknown): string | undefined {
  for (let one = error as Failure | null | undefined, depth = 0; one && depth < 10; depth++) {
    const remedy = remedyFor(one);
    if (remedy !== undefined) return remedy;
    one = one.cause as Failure | null | undefined;
  }
  return undefined;
}

const ofBeans =
  'name a bean of the route file ("- beans:"), or one that your application, or a module under "components:" of dhow.yaml, brings';
const noClasses =
  'Java classes are not loaded: write it in TypeScript, and bring it under this name in a module that "components:" of dhow.yaml names';

function remedyFor({ code, details = {}, path, message }: Failure): string | undefined {
  const found = String((details['found'] as string | undefined) ?? '');
  switch (code) {
    case 'ROUTE_NO_SUCH_PROPERTY':
      if (String(details['text'] as string).includes('${{'))
        return `write \${${found}} for a part of the message; double braces are for properties`;
      return `set it under "properties:" of dhow.yaml, or give a value in its place: {{${found}:value}}`;
    case 'ROUTE_NO_SUCH_BEAN':
      if (/^\w+AggregationStrategy$/.test(found))
        return `for Camel's own, write "#class:org.apache.camel.processor.aggregate.${found}"`;
      return String(details['nearest']).includes('Did you mean') ? undefined : ofBeans;
    case 'ROUTE_BAD_BEAN':
      if (!String(details['reason'] as string).startsWith('no class is registered')) return undefined;
      return found.endsWith('DataSource') ? comesWith('a data source', '@dhow/component-sql') : noClasses;
    case 'ROUTE_NO_SUCH_COMPONENT':
      return insteadOf('component', found);
    case 'ROUTE_NO_SUCH_LANGUAGE':
      return insteadOf('language', found);
    case 'ROUTE_NO_SUCH_DATA_FORMAT':
      return insteadOf('dataFormat', found);
    case 'ROUTE_NO_SUCH_TEMPLATE':
      return details['nearest'] === ''
        ? 'name the file of the template or Kamelet among the route files too'
        : undefined;
    case 'ENOENT':
      return typeof path === 'string' ? `there is no file ${path}; names are relative to the base folder` : undefined;
    default:
      return remedyForText(String(message as string | undefined));
  }
}

/** Camel's own words, which say what is missing and not what to write. */
function remedyForText(message: string): string | undefined {
  if (message.includes('AggregationStrategy must be set'))
    return 'write aggregationStrategy: "#class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy" for a list of the bodies, or "#name" of a bean';
  if (message.includes('No bean could be found in the registry for:')) return ofBeans;
  if (message.includes('there is no DHIS2 connection'))
    return 'with the dhow command, name it under "connections:" of dhow.yaml';
  return undefined;
}
