import type { CallOptions } from '../http/call-options.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { Page, Pager } from '../metadata/page.ts';

/** A text message that came in. */
export interface InboundSms {
  readonly id?: string;
  readonly text: string;
  readonly originator: string;
  readonly gatewayid?: string;
  readonly receiveddate?: string;
  readonly sentdate?: string;
  readonly smsencoding?: string;
  readonly smsstatus?: string;
}

/** `/api/sms`: messages in and out through the gateways of the server. */
export class SmsApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  /** Sends a message through the default gateway; without one the server fails. */
  async send(message: string, recipients: readonly string[], options: CallOptions = {}): Promise<void> {
    await this.#http.read({ method: 'POST', path: '/api/sms/outbound', body: { message, recipients }, ...options });
  }

  /** Hands a received message to the server. The sender's number must be that of a user. */
  async receive(sms: InboundSms, options: CallOptions = {}): Promise<void> {
    await this.#http.read({ method: 'POST', path: '/api/sms/inbound', body: sms, ...options });
  }

  /** A page of the messages that came in. */
  async inbound(
    options: CallOptions & { readonly page?: number; readonly pageSize?: number } = {},
  ): Promise<Page<InboundSms>> {
    const { page, pageSize, ...call } = options;
    const query = { fields: '*', page, pageSize };
    const answer = await this.#http.json<{ pager?: Pager; inboundsmss: InboundSms[] }>({
      method: 'GET',
      path: '/api/sms/inbound',
      query,
      ...call,
    });
    return { items: answer.inboundsmss, pager: answer.pager };
  }
}
