/** What one element of a list property is, or the object that a reference points to. */
export type Target<Value> = NonNullable<Value> extends readonly (infer Item)[] ? Item : NonNullable<Value>;

/** Presets of DHIS2: sets of properties. */
export type FieldPreset = '$all' | '$owner' | '$identifiable' | '$nameable' | '$persisted' | '$simple' | '$idName';

/** A property's value seen through one of DHIS2's transformers; made by {@link size}, {@link isEmpty} and the others. */
export interface FieldTransform<Result> {
  readonly transform: string;
  /** Only for the compiler. */
  readonly result?: Result;
}

/**
 * A selection of fields: `{ id: true, categoryCombo: { id: true } }`. Objects select inside of references and lists,
 * presets start with `$`.
 */
export type Fields<Model> = {
  readonly [Key in keyof Model]?: true | FieldTransform<unknown> | NestedFields<Target<Model[Key]>>;
} & { readonly [Preset in FieldPreset]?: true };

type NestedFields<Value> = Value extends object ? Fields<Value> : never;

/** Told by the compiler where a selection names a field that the model does not have. */
export interface UnknownField<Name> {
  readonly 'unknown field': Name;
}

/** `Selection` with every key that `Model` does not have turned into {@link UnknownField}, so that it does not compile. */
export type ExactFields<Model, Selection> = {
  [Key in keyof Selection]: Key extends FieldPreset
    ? true
    : Key extends keyof Model
      ? Selection[Key] extends true | FieldTransform<unknown>
        ? Selection[Key]
        : ExactFields<Target<Model[Key]>, Selection[Key]>
      : UnknownField<Key>;
};

type PresetKeys<Model, Selection> =
  | ('$idName' extends keyof Selection ? 'id' | 'name' : never)
  | ('$identifiable' extends keyof Selection
      ? 'id' | 'name' | 'code' | 'created' | 'lastUpdated' | 'displayName'
      : never)
  | ('$nameable' extends keyof Selection
      ? 'id' | 'name' | 'shortName' | 'code' | 'description' | 'created' | 'lastUpdated' | 'displayName'
      : never)
  | (Extract<keyof Selection, '$all' | '$owner' | '$persisted' | '$simple'> extends never ? never : keyof Model);

type SelectedKeys<Model, Selection> = Extract<keyof Selection, keyof Model>;

type Presets<Model, Selection> = Pick<
  Model,
  Exclude<Extract<PresetKeys<Model, Selection>, keyof Model>, keyof Selection>
>;

/** Only some of the properties come with a preset that depends on the type, so all of them may be missing. */
type PresetPart<Model, Selection> =
  Extract<keyof Selection, '$all' | '$owner' | '$persisted' | '$simple'> extends never
    ? Presets<Model, Selection>
    : Partial<Presets<Model, Selection>>;

type SelectValue<Value, Choice> = Choice extends true
  ? Value
  : Choice extends FieldTransform<infer Result>
    ? Result
    : Value extends readonly (infer Item)[]
      ? Selected<Item, Choice>[]
      : Value extends object
        ? Selected<Value, Choice>
        : Value;

type Explicit<Model, Selection> = {
  [Key in keyof Pick<Model, SelectedKeys<Model, Selection>>]: SelectValue<
    Model[Key],
    Key extends keyof Selection ? Selection[Key] : never
  >;
};

type Flat<T> = { [Key in keyof T]: T[Key] };

/**
 * The shape that a selection gives: exactly the fields that were asked for, optional where the model's are. Without a
 * selection it is `id` and `displayName`.
 */
export type Selected<Model, Selection> = [Selection] extends [never]
  ? Flat<Pick<Model, Extract<keyof Model, 'id' | 'displayName'>>>
  : Extract<keyof Selection, FieldPreset> extends never
    ? Explicit<Model, Selection>
    : Flat<Explicit<Model, Selection> & PresetPart<Model, Selection>>;

/** How many elements the list has: `{ children: size() }`. */
export function size(): FieldTransform<number> {
  return { transform: '~size' };
}

/** Whether the list is empty. */
export function isEmpty(): FieldTransform<boolean> {
  return { transform: '~isEmpty' };
}

/** Whether the list has elements. */
export function isNotEmpty(): FieldTransform<boolean> {
  return { transform: '~isNotEmpty' };
}

/** One property of each element: `{ children: pluck('name') }` gives `string[]`. */
export function pluck(property: string): FieldTransform<string[]> {
  // The transformer only sees what the selection after it loads.
  return { transform: `~pluck(${property})[${property}]` };
}

interface FieldChoices {
  readonly [key: string]: true | FieldTransform<unknown> | FieldChoices;
}

/** The selection as DHIS2 writes it: `id,categoryCombo[id]`. */
export function fieldsParameter(fields: object): string {
  const parts: string[] = [];
  const choices = fields as FieldChoices;
  for (const key in choices) {
    const choice = choices[key];
    if (choice === undefined || (choice as unknown) === false) continue;
    if (choice === true) parts.push(key.startsWith('$') ? `:${key.slice(1)}` : key);
    else if (typeof choice['transform'] === 'string') parts.push(key + choice['transform']);
    else parts.push(`${key}[${fieldsParameter(choice)}]`);
  }
  return parts.join(',');
}
