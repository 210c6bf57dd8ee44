import { library } from '../../runtime/native.ts';
import type { LayeredObject } from '../../runtime/object-value.ts';
import { arraysModule } from './arrays-module.ts';
import { binariesModule } from './binaries-module.ts';
import { arrayFunctions } from './core-arrays.ts';
import { formatFunctions } from './core-formats.ts';
import { objectFunctions } from './core-objects.ts';
import { testFunctions } from './core-tests.ts';
import { textFunctions } from './core-texts.ts';
import { cryptoModule } from './crypto-module.ts';
import { datetimeModule } from './datetime-module.ts';
import { jsonpathModule } from './jsonpath-module.ts';
import { localDateTimeModule } from './localdatetime-module.ts';
import { mathModule } from './math-module.ts';
import { numbersModule } from './numbers-module.ts';
import { objectsModule } from './objects-module.ts';
import { periodModule } from './period-module.ts';
import { randomModule } from './random-module.ts';
import { regexModule } from './regex-module.ts';
import { stringsModule } from './strings-module.ts';
import { urlModule } from './url-module.ts';
import { xmlModule } from './xml-module.ts';
import { zonedDateTimeModule } from './zoneddatetime-module.ts';

const modules = {
  arrays: arraysModule,
  binaries: binariesModule,
  crypto: cryptoModule,
  datetime: datetimeModule([]),
  jsonpath: jsonpathModule,
  localdatetime: localDateTimeModule,
  math: mathModule,
  numbers: numbersModule,
  objects: objectsModule,
  period: periodModule,
  random: randomModule,
  regex: regexModule,
  strings: stringsModule,
  url: urlModule,
  xml: xmlModule,
  zoneddatetime: zonedDateTimeModule,
};

/** The library `ds` of DataSonnet 3.0: 66 functions of its own and 16 modules. */
export const dsLibrary: LayeredObject = library(
  [...testFunctions, ...arrayFunctions, ...objectFunctions, ...textFunctions, ...formatFunctions],
  modules,
);
