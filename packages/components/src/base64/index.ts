export { base64DataFormat } from './base64-data-format.ts';
