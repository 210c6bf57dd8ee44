import type { MetadataOptionSet, Named, ServerMetadata, ValueField } from './server-metadata.ts';
import { distinctNames, type TypeNames } from './type-names.ts';

/**
 * Types for what a server was configured with: option sets as unions of their codes, custom attributes by the type that they
 * are for, and for each program records of its attributes and of the data elements of its stages, with maps from their names
 * to uids (see `toAttributes`, `toDataValues`).
 */
export function generateServerTypes(metadata: ServerMetadata, names: TypeNames): string {
  const options = new Map<string, string>();
  const parts = [optionSetTypes(metadata.optionSets, names, options), attributeMaps(metadata, names)];
  for (const program of sorted(metadata.programs)) {
    const base = program.name;
    const attributes = (program.programTrackedEntityAttributes ?? []).map(({ trackedEntityAttribute, mandatory }) => ({
      ...trackedEntityAttribute,
      required: mandatory === true,
    }));
    if (attributes.length > 0) {
      parts.push(
        record(
          names.type(base, ' attributes'),
          `Attributes of the program "${base}".`,
          program.id,
          attributes,
          options,
        ),
      );
    }
    for (const stage of program.programStages) {
      const fields = stage.programStageDataElements.map(({ dataElement, compulsory }) => ({
        ...dataElement,
        required: compulsory === true,
      }));
      const name = names.type(`${base} ${stage.name}`);
      parts.push(
        record(name, `Data of the stage "${stage.name}" of the program "${base}".`, stage.id, fields, options),
      );
    }
  }
  return parts.filter(Boolean).join('\n');
}

function optionSetTypes(sets: readonly MetadataOptionSet[], names: TypeNames, byId: Map<string, string>): string {
  return sorted(sets)
    .map((set) => {
      const name = names.type(set.name, ' option');
      byId.set(set.id, name);
      const codes = set.options.map(({ code }) => JSON.stringify(code)).join(' | ') || 'never';
      return `/** Codes of the option set "${comment(set.name)}". */\nexport type ${name} = ${codes};\n`;
    })
    .join('\n');
}

/** `dataElementAttribute: true` says that the attribute is for data elements. */
function attributeMaps(metadata: ServerMetadata, names: TypeNames): string {
  const byType = new Map<string, (Named & { valueType: string })[]>();
  for (const attribute of sorted(metadata.attributes)) {
    for (const [property, value] of Object.entries(attribute)) {
      const type = /^(\w+)Attribute$/.exec(property)?.[1];
      if (type === undefined || value !== true) continue;
      byType.set(type, [...(byType.get(type) ?? []), attribute]);
    }
  }
  return [...byType]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, attributes]) => {
      const name = names.type(`${type} custom attributes`);
      const lines = distinctNames(attributes).map(
        ({ item, name: key }) => `  /** ${comment(item.name)} (${item.valueType}). */\n  ${key}: '${item.id}',`,
      );
      return `/** Uids of the custom attributes of type ${type}. */\nexport const ${lower(name)} = {\n${lines.join('\n')}\n} as const;\n`;
    })
    .join('\n');
}

function record(
  name: string,
  description: string,
  id: string,
  fields: readonly (ValueField & { readonly required: boolean })[],
  options: ReadonlyMap<string, string>,
): string {
  const named = distinctNames(fields);
  const properties = named.map(
    ({ item, name: key }) =>
      `  /** ${comment(item.name)}. */\n  ${key}${item.required ? '' : '?'}: ${valueType(item, options)};`,
  );
  const kinds = named.map(({ item, name: key }) => `    ${key}: { id: '${item.id}', kind: '${kindOf(item)}' },`);
  return [
    `/** ${comment(description)} */`,
    `export interface ${name} {`,
    ...properties,
    '}',
    '',
    `/** Names of {@link ${name}} and their uids. */`,
    `export const ${lower(name)} = {`,
    `  id: '${id}',`,
    '  fields: {',
    ...kinds,
    '  },',
    '} as const;',
    '',
  ].join('\n');
}

function valueType(field: ValueField, options: ReadonlyMap<string, string>): string {
  const option = field.optionSet && options.get(field.optionSet.id);
  if (option !== undefined && field.valueType !== 'MULTI_TEXT') return option;
  const kind = kindOf(field);
  return kind === 'text' ? 'string' : kind;
}

function kindOf({ valueType: type, optionSet }: ValueField): 'text' | 'number' | 'boolean' {
  // A code is text, also where the values are numbers: it must come back as it is in the option set.
  if (optionSet) return 'text';
  if (/^(?:NUMBER|INTEGER\w*|PERCENTAGE|UNIT_INTERVAL)$/.test(type)) return 'number';
  return type === 'BOOLEAN' || type === 'TRUE_ONLY' ? 'boolean' : 'text';
}

function sorted<Item extends Named>(items: readonly Item[]): readonly Item[] {
  return [...items].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function lower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function comment(text: string): string {
  return text.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ');
}
