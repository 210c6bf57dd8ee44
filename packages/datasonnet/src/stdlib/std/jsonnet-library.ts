import { library } from '../../runtime/native.ts';
import type { LayeredObject } from '../../runtime/object-value.ts';
import { jsonnetArrays } from './jsonnet-arrays.ts';
import { jsonnetManifests } from './jsonnet-manifest.ts';
import { jsonnetNumbers } from './jsonnet-numbers.ts';
import { jsonnetObjects } from './jsonnet-objects.ts';
import { jsonnetSets } from './jsonnet-sets.ts';
import { jsonnetStrings } from './jsonnet-strings.ts';

/** The library `std` of Jsonnet 0.22. */
export const jsonnetLibrary: LayeredObject = library(
  [...jsonnetObjects, ...jsonnetNumbers, ...jsonnetStrings, ...jsonnetArrays, ...jsonnetSets, ...jsonnetManifests],
  { thisFile: '', pi: Math.PI },
);
