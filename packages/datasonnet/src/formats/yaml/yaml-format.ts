import type { Format } from '../format.ts';
import { textOf } from '../text-content.ts';
import { readYaml } from './yaml-reader.ts';
import { writeYaml } from './yaml-writer.ts';

const parameters = { names: ['markerline', 'disablequotes'] };

/** `application/x-yaml`. */
export const yamlFormat: Format = {
  name: 'YAML',
  mediaType: 'application/x-yaml',
  accepts: ({ type, subtype }) => type === 'application' && subtype === 'x-yaml',
  readParameters: parameters,
  writeParameters: parameters,
  reads: (content) => typeof content === 'string' || content instanceof Uint8Array,
  read: (content, mediaType) => readYaml(textOf(content, mediaType)),
  write(value, mediaType, runtime) {
    const markerLine = mediaType.parameter('markerline')?.toLowerCase() !== 'false';
    return writeYaml(value, markerLine, mediaType.parameter('disablequotes') !== undefined, runtime);
  },
};
