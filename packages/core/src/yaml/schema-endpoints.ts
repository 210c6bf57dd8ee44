import type { ComponentSpec } from '../component/component.ts';
import { generalOptions } from '../component/general-options.ts';
import { objectSchema, ref, text, type JsonSchema } from './schema-values.ts';

/** Definitions for the `parameters` of endpoints, one for each component, and `endpoint`, which chooses by the `uri`. */
export function endpointDefinitions(components: readonly ComponentSpec[]): Record<string, JsonSchema> {
  const definitions: Record<string, JsonSchema> = {};
  const choices: JsonSchema[] = [];
  for (const spec of components) {
    const schemes = [spec.scheme].flat();
    const name = `parametersOf_${schemes[0]!.replace(/\W/g, '_')}`;
    definitions[name] = parametersSchema(spec);
    // Without a `uri`, or with another scheme, nothing is said of the parameters.
    const pattern = `^(?:${schemes.join('|')})(?::|\\?|$)`;
    choices.push({
      if: { properties: { uri: { not: { type: 'string', pattern } } } },
      else: { properties: { parameters: ref(name) } },
    });
  }
  definitions['endpoint'] = choices.length === 0 ? {} : { allOf: choices };
  return definitions;
}

function parametersSchema({ title, description, options, path, lenient = false }: ComponentSpec): JsonSchema {
  // The path may be among the parameters: then the `uri` is the scheme alone.
  const { required: _, ...schema } = objectSchema(
    { ...generalOptions, ...options },
    path && { [path.name]: { ...text, description: path.description } },
  );
  return { title, description, ...schema, additionalProperties: lenient };
}
