import type { Component } from '../component/component.ts';
import { RouteError } from '../errors/route-error.ts';
import type { SagaCoordinator } from '../engine/saga-coordinator.ts';

/** `saga:complete` and `saga:compensate`: end a saga whose completion is manual. */
export function sagaComponent(sagas: SagaCoordinator): Component {
  return {
    spec: {
      scheme: 'saga',
      title: 'Saga',
      description: 'Ends the saga of the message by hand.',
      path: { name: 'action', description: 'complete or compensate.', required: true },
      options: {},
    },
    createEndpoint({ uri, path }) {
      const action = path.toLowerCase();
      if (action !== 'complete' && action !== 'compensate')
        throw new RouteError('ROUTE_BAD_URI', { found: uri, reason: 'write saga:complete or saga:compensate.' });
      return {
        uri,
        createProducer: () => ({
          async process(exchange) {
            const saga = sagas.of(exchange);
            if (!saga) throw new RouteError('ROUTE_SAGA', { reason: 'The message belongs to no saga.' });
            const allHeard = await (action === 'complete' ? saga.complete() : saga.compensate());
            sagas.forget(saga);
            if (!allHeard)
              throw new RouteError('ROUTE_SAGA', {
                reason: `Unable to ${action} all required steps of the saga ${saga.id}`,
              });
          },
        }),
      };
    },
  };
}
