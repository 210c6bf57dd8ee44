import type { EndpointRef, OptionsOf } from '@dhow/core/component';
import type { mockOptions } from './mock-spec.ts';

export { mockComponent, type MockComponent } from './mock-component.ts';
export { MockRecorder, type MockReply, type ReceivedMessage } from './mock-recorder.ts';
export { mockSpec } from './mock-spec.ts';

/** The endpoint `mock:name`. */
export function mock<Body = unknown>(name: string, options: OptionsOf<typeof mockOptions> = {}): EndpointRef<Body> {
  return { uri: `mock:${name}`, parameters: options };
}
