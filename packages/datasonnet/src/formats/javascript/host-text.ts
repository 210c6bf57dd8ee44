import { failure } from '../../errors/datasonnet-errors.ts';

/**
 * The text of a result for a host that takes texts only (a command, a worker's answer): texts as they are, numbers and
 * booleans spelled. Raises `DS_OUTPUT` for objects and arrays: such a host must ask for JSON instead.
 */
export function hostText(content: unknown): string {
  switch (typeof content) {
    case 'string':
      return content;
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(content);
    default:
      throw failure('DS_OUTPUT', 'the result is a JavaScript object and a text is wanted; ask for application/json', {
        found: content === null ? 'null' : typeof content,
      });
  }
}
