import { option, type ComponentSpec } from '@dhow/core/component';

export const mockOptions = {
  retainFirst: option.integer({
    description: 'How many of the first messages to keep; all when negative. The count goes on.',
    default: -1,
    side: 'producer',
  }),
  retainLast: option.integer({
    description: 'How many of the last messages to keep; all when negative. The count goes on.',
    default: -1,
    side: 'producer',
  }),
  copyOnExchange: option.boolean({
    description: 'Whether a copy is kept, so that later steps do not change what was received.',
    default: true,
    side: 'producer',
  }),
  log: option.boolean({
    description: 'Whether each message is noted in the log (without its content).',
    default: false,
    side: 'producer',
  }),
} as const;

export const mockSpec = {
  scheme: 'mock',
  title: 'Mock',
  description: 'Keeps the messages it receives for tests, and may answer or fail as a test wants.',
  path: { name: 'name', description: 'Name of the mock.', required: true },
  options: mockOptions,
  lenient: true,
} as const satisfies ComponentSpec;
