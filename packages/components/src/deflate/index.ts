export { gzipDeflaterDataFormat, zipDeflaterDataFormat } from './deflate-data-formats.ts';
