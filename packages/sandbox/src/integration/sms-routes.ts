import { json, jsonWithCharset } from '../http/answer.ts';
import { paginate } from '../http/pager.ts';
import type { Router } from '../http/router.ts';
import { conflict, refuse } from '../http/web-error.ts';
import type { ServerContext } from '../server/server-context.ts';

/** SMS and e-mail: the sandbox has no gateway and no mail server, and says so as DHIS2 does. */
export function smsRoutes(router: Router, _context: ServerContext): void {
  router.post('sms/inbound', () => {
    throw conflict("User's phone number is not registered in the system");
  });
  for (const [direction, list] of [
    ['inbound', 'inboundsmss'],
    ['outbound', 'outboundsmss'],
  ] as const) {
    router.get(`sms/${direction}`, (call) => {
      const { pager } = paginate(call, []);
      return jsonWithCharset({ ...(pager ? { pager } : {}), [list]: [] }, 200, {
        'cache-control': 'no-cache, private',
      });
    });
  }
  router.post('sms/outbound', () => {
    throw refuse(500, 'No default gateway configured');
  });
  router.get('gateways', () => json({ gateways: [] }));
  for (const action of ['test', 'notification']) {
    router.post(`email/${action}`, () => {
      throw conflict('SMTP server not configured', 'E1004');
    });
  }
}
