/** How error texts show one of Simple's functions, written without its `${}`: `header(id)`, `bodyOgnl(.name)`. */
export function simpleFunctionText(written: string): string {
  const text = written.replace(/^in\.(?=body|headers?\b)/, '');
  return (
    named(text) ??
    objectPath(text) ??
    typed(text) ??
    prefixed(text) ??
    text.replace(/^(headerAs|variableAs)\(([^,]*),\s*/, '$1($2, ').replace(bodyFirst, '$1(${body},$2)')
  );
}

const names: Readonly<Record<string, string>> = {
  id: 'messageId',
  camelId: 'camelContextName',
  bodyOneLine: 'bodyOneLine()',
  prettyBody: 'prettyBody()',
  messageHistory: 'messageHistory(true)',
  exception: 'exchangeException',
  'exception.message': 'exchangeExceptionMessage',
  'headers.size': 'headers.size',
  'variables.size': 'variables.size',
};

const named = (text: string): string | undefined => (Object.hasOwn(names, text) ? names[text] : undefined);

const holders: Readonly<Record<string, string>> = {
  header: 'header',
  headers: 'header',
  variable: 'variable',
  variables: 'variable',
  exchangeProperty: 'exchangeProperty',
};

/** A value with a path behind it, and a header, property or variable by its name. */
function objectPath(text: string): string | undefined {
  const [, object, path] = /^(body|exchange|camelContext)(\??[.[].*)$/s.exec(text) ?? [];
  if (object !== undefined) return `${object}Ognl(${path})`;
  const [, kind, dotted, inBrackets] =
    /^(headers?|variables?|exchangeProperty)(?:[.:](.+)|\[([^\]]*)\])$/s.exec(text) ?? [];
  if (kind === undefined) return undefined;
  const holder = holders[kind]!;
  const name = dotted ?? inBrackets!.replaceAll(/^['"]|['"]$/g, '');
  if (!/[.[?]/.test(name)) return `${holder}(${name})`;
  return `${holder === 'exchangeProperty' ? 'property' : holder}Ognl(${name})`;
}

function typed(text: string): string | undefined {
  const [, name, type] = /^(bodyAs|mandatoryBodyAs|messageAs)\(([^()]*)\)$/.exec(text) ?? [];
  return name === undefined ? undefined : `${name}[${type}]`;
}

function prefixed(text: string): string | undefined {
  const [, prefix, rest] = /^(bean|ref|date|date-with-timezone|properties|sys|env|sysenv)[:.](.*)$/s.exec(text) ?? [];
  switch (prefix) {
    case undefined:
      return undefined;
    case 'bean':
      return beanCallText(rest!);
    case 'ref':
      return `ref(${rest})`;
    case 'properties':
      return `properties(${rest!.split(':')[0]})`;
    case 'sys':
      return `systemProperty(${rest})`;
    case 'env':
    case 'sysenv':
      return `systemEnvironment(${rest})`;
    default:
      return `date(${rest})`;
  }
}

/** How error texts show the call of a bean's method: `BeanExpression[greeter method:hello]`. */
export function beanCallText(call: string): string {
  const [, name, method] = /^([^?]+)\?method=(.*)$/s.exec(call) ?? /^([^.:(]+)(?:::|\.)(.*)$/s.exec(call) ?? [];
  return name === undefined ? `BeanExpression[${call}]` : `BeanExpression[${name} method:${method}]`;
}

/** Functions that work on the body unless told what else, and show it. */
const bodyFirst = /^(collate|skip|replace|contains|substring)\(([^,()]+|[^,()]+,[^,()]+)\)$/;
