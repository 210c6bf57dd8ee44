import { option, type ComponentSpec } from '@dhow/core/component';
import { patternOptions, pollOptions, sourceOptions, targetOptions } from '../endpoint-options.ts';
import type { SeenKeys } from './idempotent-files.ts';

const ms = 'ms';

const accepted = (what: string, on: boolean) =>
  option.boolean({ description: `Accepted for Camel's sake: ${what}.`, default: on });

const checksumAlgorithms = [
  'MD5',
  'SHA_1',
  'SHA_224',
  'SHA_256',
  'SHA_384',
  'SHA_512',
  'SHA_512_224',
  'SHA_512_256',
  'SHA3_224',
  'SHA3_256',
  'SHA3_384',
  'SHA3_512',
] as const;

export const fileOptions = {
  fileName: option.string({
    description:
      'Consumer: takes only the file of this name. Producer: the name to write; without it the header CamelOverruleFileName or CamelFileName, else the exchange id. With `${…}` as in `move`.',
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
  antInclude: option.string({
    description: 'Patterns of paths below the folder to take, as Apache Ant has them, with commas.',
    example: '**/2026/*.csv',
    side: 'consumer',
  }),
  antExclude: option.string({
    description: 'Patterns of paths to leave alone, as antInclude has them; they go before those.',
    example: '**/draft/**',
    side: 'consumer',
  }),
  antFilterCaseSensitive: option.boolean({
    description: 'Whether these patterns tell capitals from small letters.',
    default: true,
    side: 'consumer',
  }),
  includeExt: option.string({
    description: 'Extensions to take, whatever their case, with commas.',
    example: 'csv,tar.gz',
    side: 'consumer',
  }),
  excludeExt: option.string({ description: 'Extensions to leave alone, with commas.', side: 'consumer' }),
  filterFile: option.string({
    description: 'A predicate of Simple that a file must meet; it sees the headers that the message will have.',
    example: '${file:size} > 0',
    side: 'consumer',
  }),
  filterDirectory: option.string({
    description: 'A predicate of Simple that a folder below must meet to be looked into.',
    example: "${file:onlyname} != 'draft'",
    side: 'consumer',
  }),
  includeHiddenFiles: option.boolean({
    description: 'Whether files are taken whose names begin with a dot.',
    default: false,
    side: 'consumer',
  }),
  includeHiddenDirs: option.boolean({
    description:
      'Whether folders are looked into whose names begin with a dot. Give move another place than `.camel`, then.',
    default: false,
    side: 'consumer',
  }),
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
  preSort: option.enum(['true', 'false', 'name', '-name', 'modified', '-modified', 'size', '-size'], {
    description: 'Order of the files where sortBy says nothing; `-` before it turns it round.',
    side: 'consumer',
  }),
  shuffle: option.boolean({
    description: 'Whether files come in an order of chance, where sortBy says nothing.',
    default: false,
    side: 'consumer',
  }),
  eagerMaxMessagesPerPoll: option.boolean({
    description: "Accepted for Camel's sake: files are always put in order before maxMessagesPerPoll counts them.",
    default: false,
    side: 'consumer',
  }),
  maxMessagesPerPoll: option.integer({
    description: 'Files at most each time; 0 for all.',
    default: 0,
    side: 'consumer',
  }),
  ...pollOptions,
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
      'Consumer: takes a file only when this one stands beside it, and deletes it; one without `${…}` stands for its folder and goes when all files of a look are done. Producer: writes it empty after the file.',
    example: '${file:name}.done',
  }),
  idempotent: option.boolean({
    description: 'Whether a file that was done is not taken again. Kept in the state store. Default: true with noop.',
    side: 'consumer',
  }),
  idempotentEager: option.boolean({
    description:
      'Whether the key is there from when a file is taken, which keeps off others that share the keys, or only once it is done. A failure takes it away; what a killed process left does not count.',
    default: true,
    side: 'consumer',
  }),
  idempotentRepository: option.ref<SeenKeys>()({
    description: 'Where keys are kept instead: a bean with the methods add, contains, confirm and remove.',
    example: '#seenFiles',
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
  readLockMarkerFile: option.boolean({
    description: 'Whether changed and rename set the mark of markerFile too, which keeps other consumers off.',
    default: true,
    side: 'consumer',
  }),
  readLockDeleteOrphanLockFiles: option.boolean({
    description:
      'Whether marks are removed that a killed process left. Those of processes that run are not; those of another machine are after two minutes without a sign of it.',
    default: true,
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
  readLockTimeoutMs: option.duration({
    uri: 'readLockTimeout',
    description: "Accepted for Camel's sake: a file that is not ready keeps no other one waiting.",
    default: 10_000,
    unit: ms,
    side: 'consumer',
  }),
  readLockLoggingLevel: option.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'], {
    description: 'Level at which it is logged that a file is not ready.',
    default: 'DEBUG',
    side: 'consumer',
  }),
  sendEmptyMessageWhenIdle: option.boolean({
    description: 'Whether an empty message is sent when there is no file.',
    default: false,
    side: 'consumer',
  }),
  startingDirectoryMustExist: option.boolean({
    description: 'Whether a missing folder is an error at start, where autoCreate is off.',
    default: false,
    side: 'consumer',
  }),
  directoryMustExist: option.boolean({
    description: 'Whether a missing folder is an error at each look, and at the start, where autoCreate is off.',
    default: false,
    side: 'consumer',
  }),
  probeContentType: option.boolean({
    description: 'Whether the header CamelFileContentType says what the ending of the name stands for.',
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
  eagerDeleteTargetFile: option.boolean({
    description: "Accepted for Camel's sake: a file that is there stays until the new one is whole.",
    default: true,
    side: 'producer',
  }),
  flatten: option.boolean({
    description: 'Whether folders in the name of the header CamelFileName are left out.',
    default: false,
    side: 'producer',
  }),
  keepLastModified: option.boolean({
    description: 'Whether the file gets the time in the header CamelFileLastModified.',
    default: false,
    side: 'producer',
  }),
  chmod: option.string({
    description: 'Who may read, write and run the file, in octal digits as the command chmod takes them.',
    example: '640',
    side: 'producer',
  }),
  chmodDirectory: option.string({
    description: 'The same for folders that are made.',
    example: '750',
    side: 'producer',
  }),
  checksumFileAlgorithm: option.enum(checksumAlgorithms, {
    description: 'Checksum of what was written, for the header CamelFileChecksum.',
    side: 'producer',
  }),
  checksumWriteFile: option.boolean({
    description: 'Whether the checksum is written beside the file too, with its algorithm as ending.',
    default: true,
    side: 'producer',
  }),
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
  renameUsingCopy: accepted('a file is copied and deleted where it cannot be renamed, as to another disk', false),
  copyAndDeleteOnRenameFail: accepted('it is always so', true),
  bufferSize: option.integer({
    description: "Accepted for Camel's sake: pieces of files have 64 KiB.",
    default: 65_536,
    min: 1,
    unit: 'bytes',
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
