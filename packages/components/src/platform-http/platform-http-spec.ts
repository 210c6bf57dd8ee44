import { option, type ComponentSpec } from '@dhow/core/component';
import { sourceOptions } from '../endpoint-options.ts';

export const platformHttpOptions = {
  httpMethodRestrict: option.string({
    description: 'Methods that are served, with commas; all when absent. GET serves HEAD too.',
    example: 'GET,POST',
    side: 'consumer',
  }),
  matchOnUriPrefix: option.boolean({
    description: 'Whether everything below the path is served too; the header CamelHttpPath tells what comes below it.',
    default: false,
    side: 'consumer',
  }),
  consumes: option.string({
    description: 'Media types of bodies that are taken, with commas; others are answered with 415.',
    example: 'application/json',
    side: 'consumer',
  }),
  produces: option.string({
    description:
      'Media types of the answers, with commas; a request that accepts none of them is answered with 406. The first is the Content-Type unless the route sets that header.',
    example: 'application/json',
    side: 'consumer',
  }),
  muteException: option.boolean({
    description: 'Whether the answer to a message that failed says nothing of why; otherwise it has class and message.',
    default: true,
    side: 'consumer',
  }),
  requestTimeoutMs: option.duration({
    uri: 'requestTimeout',
    description: 'Time for the answer; after it the client gets 503 and the message is aborted. 0 for no limit.',
    default: 0,
    unit: 'ms',
    side: 'consumer',
  }),
  maxBodySize: option.integer({
    description: 'Longest body that is taken; longer ones are answered with 413. 0 for no limit.',
    default: 16_777_216,
    unit: 'bytes',
    min: 0,
    side: 'consumer',
  }),
  useStreaming: option.boolean({
    description: 'Whether the body becomes the stream itself, for bodies too large for the memory; read it once.',
    default: false,
    side: 'consumer',
  }),
  sendHeaders: option.string({
    description:
      'Names of further message headers that go out with the answer, with commas, or `*` for all but those of the engine and of the request. By default only those that HTTP knows for answers are sent.',
    example: 'X-Total-Count',
    side: 'consumer',
  }),
  ...sourceOptions,
} as const;

export const platformHttpSpec = {
  scheme: 'platform-http',
  title: 'Platform HTTP',
  description: 'Receives HTTP requests. All routes of a context share one server.',
  path: { name: 'path', description: 'Path that is served; `{name}` takes one segment as a header.', required: true },
  options: platformHttpOptions,
} as const satisfies ComponentSpec;
