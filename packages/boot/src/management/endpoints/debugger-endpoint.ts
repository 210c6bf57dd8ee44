import type { ManagementEndpoint } from '../management-services.ts';

interface OfStep {
  readonly Params: { readonly stepId: string };
  readonly Body: unknown;
}

interface OfMessage {
  readonly Params: { readonly exchangeId: string; readonly action: string };
}

/**
 * Breakpoints before steps, and the messages that they hold: ids, types and names, never bodies or values. A message that nobody
 * lets go goes on after five minutes.
 */
export const debuggerEndpoint: ManagementEndpoint = {
  id: 'debugger',
  links: {
    'debugger-breakpoints-step': 'debugger/breakpoints/{stepId}',
    'debugger-suspended-action': 'debugger/suspended/{exchangeId}/{action}',
  },
  register(app, { watch }) {
    app.get('/management/debugger', () => watch.debugger());
    app.delete('/management/debugger', async (_request, reply) => {
      watch.detach();
      return reply.code(204).send();
    });
    app.post<OfStep>('/management/debugger/breakpoints/:stepId', async ({ params, body }, reply) => {
      const { language, predicate } = (body ?? {}) as Readonly<Record<string, unknown>>;
      const isText = (value: unknown) => value === undefined || typeof value === 'string';
      if (!isText(language) || !isText(predicate)) {
        const message = 'Write {"language": "simple", "predicate": "${header.kind} == \'late\'"}, or nothing.';
        return reply.code(400).send({ error: 'BREAKPOINT', message });
      }
      const condition = { language, predicate } as { readonly language?: string; readonly predicate?: string };
      await watch.setBreakpoint({ stepId: params.stepId, ...condition });
      return watch.debugger();
    });
    app.delete<OfStep>('/management/debugger/breakpoints/:stepId', async ({ params }, reply) => {
      watch.removeBreakpoint(params.stepId);
      return reply.code(204).send();
    });
    app.post<OfMessage>('/management/debugger/suspended/:exchangeId/:action', async ({ params }, reply) => {
      const { exchangeId, action } = params;
      if (action !== 'resume' && action !== 'step') {
        const message = 'A message can be told to resume or to step.';
        return reply.code(404).send({ error: 'NOT_FOUND', message });
      }
      if (watch.release(exchangeId, action)) return reply.code(204).send();
      const message = `No message ${exchangeId} stands still. GET /management/debugger lists those that do.`;
      return reply.code(404).send({ error: 'NOT_FOUND', message });
    });
  },
};
