import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Runs its steps when an exchange is done. */
export const onCompletion = {
  name: 'onCompletion',
  description: 'Runs its steps when an exchange is done.',
  shape: 'block',
  options: {
    mode: option.enum(['AfterConsumer', 'BeforeConsumer'], {
      description: 'After the source was answered, or before.',
      default: 'AfterConsumer',
    }),
    onCompleteOnly: option.boolean({ description: 'Only when it completed.', default: false }),
    onFailureOnly: option.boolean({ description: 'Only when it failed.', default: false }),
    onWhen: option.expression({ description: 'Further condition.' }),
    parallelProcessing: option.boolean({ description: 'Does not wait for the steps.', default: false }),
    executorService: option.ref<unknown>()({
      description: 'Name of a thread pool in Camel; here it only switches parallel processing on.',
    }),
    useOriginalMessage: option.boolean({ description: 'The steps see the message as it came in.', default: false }),
  },
} as const satisfies EipDefinition;
