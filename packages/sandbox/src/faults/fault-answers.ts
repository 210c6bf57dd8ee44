import type { Answer } from '../http/answer.ts';
import { reasonOf, text } from '../http/answer.ts';

/** What a proxy in front of DHIS2 answers: plain HTML with the reason. */
export function proxyAnswer(status: number): Answer {
  const title = `${status} ${reasonOf(status)}`;
  return text(
    `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center></body></html>`,
    'text/html',
    status,
  );
}

/** The login page, as a server gives it to a client that followed the redirect. */
export function loginPage(): Answer {
  return text(
    '<!doctype html><html><head><title>DHIS 2</title></head><body><div id="dhis2-app-root"></div></body></html>',
    'text/html;charset=UTF-8',
  );
}
