import { DatasonnetError } from '../errors/datasonnet-errors.ts';
import { evaluateDeeply } from '../runtime/object-value.ts';
import type { Value } from '../runtime/value.ts';
import { SchemaValidator } from './schema-validator.ts';

/**
 * Checks inputs against JSON Schemas (draft 2020-12: the vocabulary of validation, `$ref` within the schema) as they are
 * read. Gives what `compile` takes as `checkInput`; raises `DS_INPUT` with the JSON pointer of the first mistake.
 *
 * @example
 * import { compile, inputSchemas } from '@dhow/datasonnet';
 *
 * const mapping = compile('payload.orgUnit', { checkInput: inputSchemas({ payload: { type: 'object', required: ['orgUnit'] } }) });
 */
export function inputSchemas(schemas: Readonly<Record<string, unknown>>): (name: string, value: Value) => void {
  const validators = new Map(Object.entries(schemas).map(([name, schema]) => [name, new SchemaValidator(schema)]));
  return (name, value) => {
    const validator = validators.get(name);
    if (!validator) return;
    const [first, ...rest] = validator.check(evaluateDeeply(value));
    if (!first) return;
    const more = rest.length > 0 ? ` (and ${rest.length} more)` : '';
    throw new DatasonnetError(
      'DS_INPUT',
      `the input ${name} does not fit its schema: ${first.pointer || '/'} ${first.message}${more}`,
      {
        details: { name, problems: [first, ...rest] },
      },
    );
  };
}
