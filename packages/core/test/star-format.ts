import type { DataFormatFactory } from '../src/component/data-format.ts';
import { option } from '../src/component/option-spec.ts';

/** `star`: stands its mark before what it gets. */
export const star: DataFormatFactory = {
  spec: {
    name: 'star',
    title: 'Star',
    description: 'For tests.',
    options: { mark: option.string({ description: 'What it writes.', default: '*' }) },
  },
  create: ({ mark }) => ({
    marshal: (body) => `marshalled ${String(mark)}${String(body)}`,
    unmarshal: (body) => Promise.resolve(`unmarshalled ${String(mark)}${String(body)}`),
  }),
};
