export { convertTo, tryConvert, type Converter } from './convert.ts';
export { ConversionError, conversionFailed, noConversion } from './conversion-error.ts';
export { iterate, mapEntries, toIterator } from './convert-collection.ts';
export { doubleText, JavaNumber, numberText, numberTypeOf, type JavaNumberType } from './java-number.ts';
export { textOf } from './java-text.ts';
export { isInstanceOf, isIterator, isMap, JavaClass, javaTypeOf, resolveTypeName, type MapEntry } from './java-type.ts';
export { CachedStream, isByteStream, isTextReader, readBytes, TextReader } from './stream-value.ts';
export { decode, encode } from './text-codec.ts';
