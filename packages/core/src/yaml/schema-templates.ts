import { beanSpecs } from './bean-reader.ts';
import { objectSchema, oneOfKeys, ref, text, type JsonSchema } from './schema-values.ts';
import { parameterSpecs, scopes } from './template-reader.ts';

const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });

/** Schemas of what stands at the top of a file beside routes. */
export function templateDefinitions(): Record<string, JsonSchema> {
  return {
    declaredBean: { ...objectSchema(beanSpecs), required: ['name'] },
    beans: list(ref('declaredBean')),
    routeTemplate: closed(
      {
        id: text,
        parameters: list(objectSchema(parameterSpecs)),
        beans: ref('beans'),
        from: { ...ref('from'), description: 'Where messages come from.' },
        route: ref('route'),
        description: text,
        note: text,
      },
      ['id'],
    ),
    templatedRoute: closed(
      {
        routeTemplateRef: { ...text, description: 'Id of the template.' },
        routeId: text,
        prefixId: text,
        group: text,
        parameters: {
          description: 'Values of its parameters: a list of names and values, or a map.',
          type: ['array', 'object'],
          items: closed({ name: text, value: {} }, ['name']),
        },
        beans: ref('beans'),
      },
      ['routeTemplateRef'],
    ),
    routeConfiguration: closed({
      id: text,
      description: text,
      note: text,
      precondition: text,
      errorHandler: ref('errorHandler'),
      ...Object.fromEntries(scopes.map((name) => [name, list(oneOfKeys([[name, ref(name)]]))])),
    }),
  };
}

function closed(properties: Readonly<Record<string, JsonSchema>>, required: readonly string[] = []): JsonSchema {
  return { type: 'object', additionalProperties: false, properties, ...(required.length > 0 ? { required } : {}) };
}
