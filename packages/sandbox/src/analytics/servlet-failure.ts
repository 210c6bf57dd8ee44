import { WebError } from '../http/web-error.ts';
import { htmlErrorPage } from '../http/html-error-page.ts';
import { cacheable } from './query-failure.ts';

/** What the servlet container answers when there is no way to write an object as XML. */
export function noXmlConverter(klass: string): WebError {
  const message = `No converter for [class ${klass}] with preset Content-Type 'application/xml;charset=UTF-8'`;
  const page = htmlErrorPage(500, message);
  return new WebError({ ...page, headers: { ...page.headers, ...cacheable } }, message);
}
