import type { Format } from '../formats/format.ts';
import { dhowJsonFormat, jsonFormat, jsonnetJsonFormat } from '../formats/json/json-format.ts';
import { mapperFormats } from '../formats/mapper-formats.ts';
import { DhowSemantics } from '../runtime/dhow-semantics.ts';
import { JsonnetSemantics } from '../runtime/jsonnet-semantics.ts';
import type { Profile } from '../runtime/runtime.ts';
import type { Semantics } from '../runtime/semantics.ts';
import { StrictSemantics } from '../runtime/strict-semantics.ts';
import type { Value } from '../runtime/value.ts';
import { dhis2Library } from '../stdlib/dhis2/dhis2-library.ts';
import { dsWithLegacy, legacyLibraries } from '../stdlib/legacy/legacy-libraries.ts';
import { jsonnetLibrary } from '../stdlib/std/jsonnet-library.ts';
import { stdLibrary } from '../stdlib/std/std-library.ts';

/** What a profile is made of. */
export interface ProfileParts {
  readonly semantics: Semantics;
  /** Objects are written with sorted fields whatever the header says. */
  readonly sortsFields: boolean;
  readonly formats: readonly Format[];
  readonly libraries: ReadonlyMap<string, Value>;
  /** What imported files see. */
  readonly importedLibraries: ReadonlyMap<string, Value>;
}

const semantics: Readonly<Record<Profile, Semantics>> = {
  strict: new StrictSemantics(),
  dhow: new DhowSemantics(),
  jsonnet: new JsonnetSemantics(),
};

const jsonFormats: Readonly<Record<Profile, Format>> = {
  strict: jsonFormat,
  dhow: dhowJsonFormat,
  jsonnet: jsonnetJsonFormat,
};

/** Puts the parts of a profile together. */
export function profileParts(profile: Profile): ProfileParts {
  const std = profile === 'jsonnet' ? jsonnetLibrary : stdLibrary;
  const libraries = new Map<string, Value>([['std', std]]);
  if (profile !== 'jsonnet') {
    libraries.set('ds', dsWithLegacy);
    for (const [name, library] of legacyLibraries) libraries.set(name, library);
  }
  if (profile === 'dhow') libraries.set('dhis2', dhis2Library);
  return {
    semantics: semantics[profile],
    sortsFields: profile === 'jsonnet',
    formats: [jsonFormats[profile], ...mapperFormats],
    libraries,
    // The mapper's libraries see std only; Dhow's see what mappings see.
    importedLibraries: profile === 'dhow' ? libraries : new Map<string, Value>([['std', std]]),
  };
}
