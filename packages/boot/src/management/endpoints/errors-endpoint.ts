import type { ManagementEndpoint } from '../management-services.ts';

/** The last failures, handled ones too, newest first: where, which class and code, never texts or messages. */
export const errorsEndpoint: ManagementEndpoint = {
  id: 'errors',
  register(app, { engine }) {
    app.get('/management/errors', () => engine.errors());
  },
};
