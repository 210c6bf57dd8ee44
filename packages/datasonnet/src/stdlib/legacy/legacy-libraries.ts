import { makeObject } from '../../runtime/object-value.ts';
import type { LayeredObject } from '../../runtime/object-value.ts';
import type { Value } from '../../runtime/value.ts';
import { datetimeModule } from '../ds/datetime-module.ts';
import { dsLibrary } from '../ds/ds-library.ts';
import { olderDatetimeFunctions } from './older-datetime.ts';
import { uppercaseLibrary } from './uppercase-library.ts';
import { utilModule } from './util-module.ts';

const names = new Set([...dsLibrary.names(), 'util']);

/** `ds` with what versions 2.0 to 2.5 had besides: `ds.util`, and `ds.datetime` on texts. Nothing newer is changed. */
export const dsWithLegacy: LayeredObject = makeObject(
  [...names].map((name): [string, Value] => {
    if (name === 'util') return [name, utilModule];
    return [name, name === 'datetime' ? datetimeModule(olderDatetimeFunctions) : dsLibrary.get(name)!];
  }),
  names,
);

/** The variables of older versions, by name: `DS`. */
export const legacyLibraries: ReadonlyMap<string, Value> = new Map([['DS', uppercaseLibrary]]);
