/** The texts of the importer's errors; `{0}` and so on stand for the arguments. */
export const errorTemplates: Readonly<Record<string, string>> = {
  E3000: 'User `{0}` is not allowed to create objects of type {1}',
  E3001: 'User `{0}` is not allowed to update object `{1}`',
  E3002: 'User `{0}` is not allowed to delete object `{1}`',
  E4000: 'Missing required property `{0}`',
  E4001: 'Maximum length of property `{0}`is {1}, but given length was {2}',
  E4002: 'Allowed length range for property `{0}` is [{1} to {2}], but given length was {3}',
  E4003: 'Property `{0}` requires a valid email address, was given `{1}`',
  E4004: 'Property `{0}` requires a valid URL, was given `{1}`',
  E4005: 'Property `{0}` requires a valid password, was given `{1}`',
  E4007: 'Property `{0}` requires a valid color, was given `{1}`',
  E4008: 'Allowed range for numeric property `{0}` is [{1} to {2}], but number given was {3}',
  E4009: 'Attribute `{0}` is unique, and value `{1}` already exist',
  E4013: 'Invalid closing date `{0}`, must be after opening date `{1}`',
  E4014: 'Invalid UID `{0}` for property `{1}`',
  E4023: 'Property `{0}` can not be set when property `{1}` is `{2}`',
  E4024: 'Property `{0}` must be set when property `{1}` is `{2}`',
  E4030: 'Object could not be deleted because it is associated with another object: {0}',
  E4054: 'Property `{0}` already exists, was given `{1}`.',
  E5001: 'No matching object for reference. Identifier was {0}, and object was {1}.',
  E5002: 'Invalid reference {0} on object {1} for association `{2}`',
  E5003: 'Property `{0}` with value `{1}` on object {2} already exists on object {3}',
  E5004: 'Id `{0}` for type `{1}` exists on more than 1 object in the payload, removing all but the first found',
};

export function errorMessage(code: string, args: readonly string[], minor: number): string {
  const template =
    code === 'E5000'
      ? `Found matching object for reference, but import ${minor >= 43 ? 'strategy' : 'mode'} is CREATE. Identifier was {0}, and object was {1}.`
      : (errorTemplates[code] ?? code);
  return template.replace(/\{(\d)\}/g, (_all, index: string) => args[Number(index)] ?? '');
}
