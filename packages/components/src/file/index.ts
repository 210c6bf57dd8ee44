import type { EndpointRef, OptionsOf } from '@dhow/core/component';
import type { FileBody } from './file-body.ts';
import { globToPattern } from './file-filter.ts';
import type { fileOptions } from './file-spec.ts';
import type { FileContent } from './file-writer.ts';

export { FileBody } from './file-body.ts';
export { fileComponent } from './file-component.ts';
export { fileSpec } from './file-spec.ts';
export type { FileContent } from './file-writer.ts';

/** Options of {@link file}: `include` and `exclude` are globs (`*.csv`) or regular expressions. */
export type FileRefOptions = Omit<OptionsOf<typeof fileOptions>, 'include' | 'exclude'> & {
  readonly include?: string | RegExp;
  readonly exclude?: string | RegExp;
};

/**
 * The folder `file:path` as a source: it gives a {@link FileBody} for each file, and moves the file when its message is
 * done. {@link fileTarget} writes.
 *
 * @example
 * ```ts
 * import { file } from '@dhow/components/file';
 *
 * const inbox = file('inbox', { include: '*.csv', move: 'done', moveFailed: 'failed' });
 * ```
 */
export function file(path: string, options: FileRefOptions = {}): EndpointRef<never, FileBody> {
  const { include, exclude, ...others } = options;
  return {
    uri: `file:${path}`,
    parameters: {
      ...others,
      ...(include !== undefined && { include: pattern(include) }),
      ...(exclude !== undefined && { exclude: pattern(exclude) }),
    },
  };
}

/** The folder `file:path` as a target: it writes the text, bytes or stream in the body, which stays. */
export function fileTarget(path: string, options: OptionsOf<typeof fileOptions> = {}): EndpointRef<FileContent> {
  return { uri: `file:${path}`, parameters: options };
}

function pattern(nameOf: string | RegExp): string {
  return typeof nameOf === 'string' ? globToPattern(nameOf) : nameOf.source;
}
