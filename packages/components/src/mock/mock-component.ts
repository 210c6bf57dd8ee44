import type { Component, ComponentContext, EndpointUri } from '@dhow/core/component';
import { MockEndpoint, type MockEndpointUri } from './mock-endpoint.ts';
import { MockRecorder } from './mock-recorder.ts';
import { mockSpec } from './mock-spec.ts';

/** `mock:` with the recorder that tests read. */
export interface MockComponent extends Component {
  readonly recorder: MockRecorder;
}

/**
 * `mock:`: keeps what it receives.
 *
 * @example
 * ```ts
 * import { createContext } from '@dhow/core';
 * import { directComponent } from '@dhow/components/direct';
 * import { mockComponent } from '@dhow/components/mock';
 *
 * const mock = mockComponent();
 * const context = createContext({ components: [mock, directComponent()] });
 * mock.recorder.received('after').map((message) => message.body);
 * ```
 */
export function mockComponent(): MockComponent {
  const recorder = new MockRecorder();
  return {
    spec: mockSpec,
    recorder,
    createEndpoint: (uri: EndpointUri, context: ComponentContext) =>
      new MockEndpoint(uri as MockEndpointUri, recorder, context),
  };
}
