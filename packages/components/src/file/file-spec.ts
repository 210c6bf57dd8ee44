import { option, type ComponentSpec } from '@dhow/core/component';
import { patternOptions, sourceOptions, targetOptions } from '../endpoint-options.ts';

const ms = 'ms';

export const fileOptions = {
  fileName: option.string({
    description:
      'Consumer: takes only the file of this name. Producer: the name to write, with `${…}` as in `move`; without it the header CamelFileName, else the exchange id.',
    example: 'report-${date:now:yyyyMMdd}.csv',
  }),
  charset: option.string({
    description: 'Encoding of text; the consumer notes it for the steps that read the text. UTF-8 when absent.',
    example: 'iso-8859-1',
  }),
  autoCreate: option.boolean({ description: 'Whether missing folders are made.', default: true }),
  include: option.string({
    description: 'Regular expression that the whole file name must match, whatever its case.',
    example: '.*[.]csv',
    side: 'consumer',
  }),
  exclude: option.string({
    description: 'Regular expression of file names to leave alone.',
    example: '.*[.]tmp',
    side: 'consumer',
  }),
  includeExt: option.string({ description: 'Extensions to take, with commas.', example: 'csv,txt', side: 'consumer' }),
  excludeExt: option.string({ description: 'Extensions to leave alone, with commas.', side: 'consumer' }),
  recursive: option.boolean({
    description: 'Whether folders below are looked into.',
    default: false,
    side: 'consumer',
  }),
  minDepth: option.integer({ description: 'Folders of less depth are left alone.', default: 0, side: 'consumer' }),
  maxDepth: option.integer({ description: 'Folders of more depth are left alone.', side: 'consumer' }),
  sortBy: option.string({
    description: 'Order of the files: file:name, file:modified, file:length, with `reverse:` before and `;` between.',
    example: 'reverse:file:modified;file:name',
    side: 'consumer',
  }),
  maxMessagesPerPoll: option.integer({
    description: 'Files at most each time; 0 for all.',
    default: 0,
    side: 'consumer',
  }),
  delayMs: option.duration({
    uri: 'delay',
    description: 'Time between two looks at the folder.',
    default: 500,
    unit: ms,
    side: 'consumer',
  }),
  initialDelayMs: option.duration({
    uri: 'initialDelay',
    description: 'Time before the first look. Camel waits a second.',
    default: 0,
    unit: ms,
    side: 'consumer',
  }),
  noop: option.boolean({
    description: 'Whether files stay where they are; each is then taken once (see idempotent).',
    default: false,
    side: 'consumer',
  }),
  delete: option.boolean({ description: 'Whether a file is deleted when done.', default: false, side: 'consumer' }),
  move: option.string({
    description:
      'Folder or name for files that are done: `done`, `done/${date:now:yyyyMMdd}/${file:name}`. Without move, delete and noop: `.camel`.',
    example: 'done',
    side: 'consumer',
  }),
  moveFailed: option.string({
    description: 'Folder or name for files that failed; without it they stay and are tried again.',
    example: 'failed',
    side: 'consumer',
  }),
  preMove: option.string({
    description:
      'Folder or name to move a file to before it is worked on. What a killed process left there is taken again.',
    example: '.inprogress',
    side: 'consumer',
  }),
  doneFileName: option.string({
    description:
      'Consumer: takes a file only when this one stands beside it, and deletes it. Producer: writes it empty after the file.',
    example: '${file:name}.done',
  }),
  idempotent: option.boolean({
    description: 'Whether a file that was done is not taken again. Kept in the state store. Default: true with noop.',
    side: 'consumer',
  }),
  idempotentKey: option.string({
    description: 'What tells files apart; the absolute path when absent.',
    example: '${file:name}-${file:size}-${file:modified}',
    side: 'consumer',
  }),
  readLock: option.enum(['none', 'changed', 'rename', 'markerFile'], {
    description:
      'How to be sure that nobody still writes: changed takes files that stood still for readLockCheckInterval; rename tries a rename; markerFile keeps other consumers off by a file beside it.',
    default: 'none',
    side: 'consumer',
  }),
  readLockCheckIntervalMs: option.duration({
    uri: 'readLockCheckInterval',
    description: 'For changed: how long size and time must stand still.',
    default: 1000,
    unit: ms,
    side: 'consumer',
  }),
  readLockMinAgeMs: option.duration({
    uri: 'readLockMinAge',
    description: 'For changed: how old a file must be.',
    default: 0,
    unit: ms,
    side: 'consumer',
  }),
  readLockMinLength: option.integer({
    description: 'For changed: how many bytes a file must have.',
    default: 1,
    side: 'consumer',
  }),
  sendEmptyMessageWhenIdle: option.boolean({
    description: 'Whether an empty message is sent when there is no file.',
    default: false,
    side: 'consumer',
  }),
  directoryMustExist: option.boolean({
    description: 'Whether a missing folder is an error at start, where autoCreate is off.',
    default: false,
    side: 'consumer',
  }),
  retryDelayMs: option.duration({
    uri: 'retryDelay',
    description:
      'How long a file that failed and stays is left alone, twice as long after each further failure, up to 5 minutes. Camel tries again at each look.',
    default: 1000,
    unit: ms,
    side: 'consumer',
  }),
  fileExist: option.enum(['Override', 'Append', 'Fail', 'Ignore', 'Move', 'TryRename'], {
    description: 'What to do when there is a file of that name.',
    default: 'Override',
    side: 'producer',
  }),
  moveExisting: option.string({
    description: 'For fileExist=Move: folder or name for the file that was there.',
    example: 'old/${file:name}',
    side: 'producer',
  }),
  appendChars: option.string({
    description: 'Text after each message with Append, `\\n` for a line.',
    side: 'producer',
  }),
  tempPrefix: option.string({
    description:
      'Prefix of the name to write under until the file is whole. All but Append always write so, with a hidden name of their own when this is absent.',
    side: 'producer',
  }),
  tempFileName: option.string({ description: 'As tempPrefix, the whole name.', side: 'producer' }),
  allowNullBody: option.boolean({
    description: 'Whether a null body writes an empty file.',
    default: false,
    side: 'producer',
  }),
  forceWrites: option.boolean({
    description: 'Whether the file is on disk before the message goes on.',
    default: true,
    side: 'producer',
  }),
  jailStartingDirectory: option.boolean({
    description: 'Whether a name that leads out of the folder is refused.',
    default: true,
    side: 'producer',
  }),
  ...patternOptions,
  ...sourceOptions,
  ...targetOptions,
} as const;

export const fileSpec = {
  scheme: 'file',
  title: 'File',
  description: 'Reads files of a folder as they come, or writes them. Bodies are streams: the size does not matter.',
  path: {
    name: 'directoryName',
    description: 'The folder, relative to the base folder of the context.',
    required: true,
  },
  options: fileOptions,
} as const satisfies ComponentSpec;
