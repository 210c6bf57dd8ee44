import type { Answer } from './answer.ts';
import { reasonOf } from './answer.ts';

const style =
  'body {font-family:Tahoma,Arial,sans-serif;} h1, h2, h3, b {color:white;background-color:#525D76;} h1 {font-size:22px;} h2 {font-size:16px;} h3 {font-size:14px;} p {font-size:12px;} a {color:black;} .line {height:1px;background-color:#525D76;border:none;}';

const descriptions: Readonly<Record<number, string>> = {
  400: 'The server cannot or will not process the request due to something that is perceived to be a client error (e.g., malformed request syntax, invalid request message framing, or deceptive request routing).',
  404: 'The origin server did not find a current representation for the target resource or is not willing to disclose that one exists.',
  406: 'The target resource does not have a current representation that would be acceptable to the user agent, according to the proactive negotiation header fields received in the request, and the server is unwilling to supply a default representation.',
  500: 'The server encountered an unexpected condition that prevented it from fulfilling the request.',
  502: 'The server, while acting as a gateway or proxy, received an invalid response from an inbound server it accessed while attempting to fulfill the request.',
  504: 'The server, while acting as a gateway or proxy, did not receive a timely response from an upstream server it needed to access in order to complete the request.',
};

/** The page that Tomcat, under DHIS2, shows for requests that DHIS2's own code never saw. */
export function htmlErrorPage(status: number, message: string): Answer {
  const title = `HTTP Status ${status} – ${reasonOf(status)}`;
  const body =
    `<!doctype html><html lang="en"><head><title>${title}</title><style type="text/css">${style}</style></head><body>` +
    `<h1>${title}</h1><hr class="line" /><p><b>Type</b> Status Report</p><p><b>Message</b> ${escape(message)}</p>` +
    `<p><b>Description</b> ${descriptions[status] ?? ''}</p><hr class="line" /><h3>Apache Tomcat/11.0.20</h3></body></html>`;
  const headers: Record<string, string> = { 'content-type': 'text/html;charset=utf-8' };
  if (status === 404) headers['vary'] = 'Access-Control-Request-Headers';
  return { status, headers, body };
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('/', '&#47;');
}
