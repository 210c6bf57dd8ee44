/** What the generator reads from a server beside its schemas. */
export interface ServerMetadata {
  readonly attributes: readonly MetadataAttribute[];
  readonly optionSets: readonly MetadataOptionSet[];
  readonly programs: readonly MetadataProgram[];
}

export interface Named {
  readonly id: string;
  readonly name: string;
  readonly code?: string;
}

/** A custom attribute; the types that it is for are properties such as `dataElementAttribute: true`. */
export interface MetadataAttribute extends Named {
  readonly valueType: string;
  readonly [property: string]: unknown;
}

export interface MetadataOptionSet extends Named {
  readonly options: readonly { readonly code: string }[];
}

/** A data element or tracked entity attribute, as a value of it is entered. */
export interface ValueField extends Named {
  readonly valueType: string;
  readonly optionSet?: { readonly id: string };
}

export interface MetadataProgram extends Named {
  readonly programTrackedEntityAttributes?: readonly {
    readonly mandatory?: boolean;
    readonly trackedEntityAttribute: ValueField;
  }[];
  readonly programStages: readonly (Named & {
    readonly programStageDataElements: readonly { readonly compulsory?: boolean; readonly dataElement: ValueField }[];
  })[];
}

/** The fields that {@link ServerMetadata} needs, for the calls. */
export const serverMetadataFields = {
  attributes: ':owner,id,name,code,valueType',
  optionSets: 'id,name,code,options[code]',
  programs:
    'id,name,code,programTrackedEntityAttributes[mandatory,trackedEntityAttribute[id,name,code,valueType,optionSet[id]]],' +
    'programStages[id,name,code,programStageDataElements[compulsory,dataElement[id,name,code,valueType,optionSet[id]]]]',
} as const;
