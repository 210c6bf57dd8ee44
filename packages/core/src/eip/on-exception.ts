import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';
import { redeliveryPolicyOptions } from '../error-handling/redelivery-policy.ts';

/** Says what happens with exceptions of given classes. */
export const onException = {
  name: 'onException',
  description: 'Says what happens with exceptions of given classes.',
  shape: 'block',
  options: {
    exception: option.list(option.string({ description: 'Class name.' }), {
      description: 'Classes that it handles.',
      required: true,
    }),
    onWhen: option.expression({ description: 'Further condition.' }),
    retryWhile: option.expression({ description: 'Redelivers while true; replaces the count.' }),
    redeliveryPolicy: option.object(redeliveryPolicyOptions, { description: 'How it is tried again.' }),
    redeliveryPolicyRef: option.ref<unknown>()({ description: 'Bean with the policy.' }),
    handled: option.expression({ description: 'Handled: the caller sees no exception, the route ends.' }),
    continued: option.expression({ description: 'Continued: the route goes on after the step that failed.' }),
    onRedeliveryRef: option.ref<unknown>()({ description: 'Processor called before each redelivery.' }),
    onExceptionOccurredRef: option.ref<unknown>()({ description: 'Processor called when an exception was caught.' }),
    useOriginalMessage: option.boolean({ description: 'The steps see the message as it came in.', default: false }),
    useOriginalBody: option.boolean({ description: 'The steps see the body as it came in.', default: false }),
  },
} as const satisfies EipDefinition;
