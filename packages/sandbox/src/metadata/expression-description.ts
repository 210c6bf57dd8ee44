import type { ServerContext } from '../server/server-context.ts';
import { asText } from '../state/json.ts';

/** An expression with its operands' names for their ids; undefined when an operand does not exist or brackets do not match. */
export function describeExpression({ metadata }: ServerContext, expression: string): string | undefined {
  let known = true;
  const name = (plural: string, id: string): string => {
    const object = metadata.get(plural, id);
    if (!object) known = false;
    return asText(object?.['name']);
  };
  const described = expression
    .replace(
      /#\{([A-Za-z0-9]{11})(?:\.([A-Za-z0-9]{11}|\*))?(?:\.([A-Za-z0-9]{11}|\*))?\}/g,
      (_all, element: string, combo?: string) => {
        const suffix = combo !== undefined && combo !== '*' ? ` ${name('categoryOptionCombos', combo)}` : '';
        return `${name('dataElements', element)}${suffix}`;
      },
    )
    .replace(/C\{([A-Za-z0-9]{11})\}/g, (_all, id: string) => name('constants', id))
    .replace(/N\{([A-Za-z0-9]{11})\}/g, (_all, id: string) => name('indicators', id))
    .replace(/OUG\{([A-Za-z0-9]{11})\}/g, (_all, id: string) => name('organisationUnitGroups', id));
  if (!known || expression.trim() === '' || !bracketsMatch(expression) || /[-+*/]\s*$/.test(expression))
    return undefined;
  return described;
}

function bracketsMatch(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (char === '(') depth++;
    else if (char === ')' && --depth < 0) return false;
  }
  return depth === 0;
}
