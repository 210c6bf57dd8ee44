/** A property as `/api/schemas` describes it; only what the generator reads. */
export interface SchemaProperty {
  readonly name: string;
  readonly collectionName?: string;
  readonly collectionWrapping?: boolean;
  readonly propertyType: string;
  readonly klass: string;
  readonly itemKlass?: string;
  readonly itemPropertyType?: string;
  readonly collection?: boolean;
  readonly required?: boolean;
  readonly description?: string;
  readonly constants?: readonly string[];
}

/** A type of object as `/api/schemas` describes it. */
export interface Schema {
  readonly klass: string;
  readonly name: string;
  readonly singular: string;
  readonly plural: string;
  readonly relativeApiEndpoint?: string;
  readonly metadata?: boolean;
  readonly identifiableObject?: boolean;
  readonly properties: readonly SchemaProperty[];
}

/** The answer of `/api/schemas`. */
export interface Schemas {
  readonly schemas: readonly Schema[];
}

/** Last part of a Java class name, as the name of a type. */
export function typeName(klass: string): string {
  const simple = klass.split(/[.$]/).at(-1)!;
  return renamed[simple] ?? simple;
}

/** Names that would hide one of the language's own. */
const renamed: Readonly<Record<string, string>> = {
  Map: 'ThematicMap',
  Document: 'ResourceDocument',
  Option: 'Option',
  Date: 'DateTime',
};
