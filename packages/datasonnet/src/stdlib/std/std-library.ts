import { library } from '../../runtime/native.ts';
import type { LayeredObject } from '../../runtime/object-value.ts';
import { strictArrays } from './arrays.ts';
import { strictEncoding } from './encoding.ts';
import { strictManifests } from './manifest.ts';
import { strictNumbers } from './numbers.ts';
import { strictObjects } from './objects.ts';
import { strictSets } from './sets.ts';
import { strictStrings } from './strings.ts';
import { strictTypes } from './kinds.ts';

/** The library `std` of DataSonnet 3.0: Jsonnet's of its time, with its oddities. */
export const stdLibrary: LayeredObject = library(
  [
    ...strictTypes,
    ...strictNumbers,
    ...strictStrings,
    ...strictArrays,
    ...strictObjects,
    ...strictSets,
    ...strictEncoding,
    ...strictManifests,
  ],
  { thisFile: '' },
);
