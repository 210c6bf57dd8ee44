import type { Answer } from '../http/answer.ts';
import { empty, jsonWithCharset, webMessage } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import type { Schema } from '../schema/schema-catalog.ts';
import { shortName } from '../schema/schema-catalog.ts';
import type { ServerContext } from '../server/server-context.ts';
import { asText, isObject, objectsAt } from '../state/json.ts';
import { crudSchemas } from './crud-routes.ts';
import { requireReadable } from './list-routes.ts';
import { jsonBody, requireUpdatable } from './write-routes.ts';

/** `/api/{plural}/{uid}/translations`. */
export function translationRoutes(router: Router, context: ServerContext): void {
  for (const schema of crudSchemas(context)) {
    router.get(`${schema.plural}/{uid:uid}/translations`, (call) => {
      const object = requireReadable(context, schema, call, call.params['uid']!);
      return jsonWithCharset({ translations: objectsAt(object, 'translations') });
    });
    router.put(`${schema.plural}/{uid:uid}/translations`, (call) => putTranslations(context, schema, call));
  }
}

function putTranslations(context: ServerContext, schema: Schema, call: Call): Answer {
  const object = requireUpdatable(context, schema, call);
  const body = jsonBody(context, call);
  const translations = objectsAt(isObject(body) ? body : {}, 'translations');
  const seen = new Set<string>();
  for (const translation of translations) {
    const property = asText(translation['property']);
    const locale = asText(translation['locale']);
    const key = `${property}/${locale}`;
    if (seen.has(key)) {
      const klass = shortName(schema.klass);
      const args = [property, locale, klass, object.id];
      const error = {
        message: `There are duplicate translation records for property \`${property}\` and locale \`${locale}\` on ${klass} \`${object.id}\``,
        args,
        mainKlass: 'org.hisp.dhis.translation.Translation',
        errorCode: 'E1106',
        errorKlass: schema.klass,
        errorProperties: args,
      };
      const message = 'One or more errors occurred, please see full details in import report.';
      const response = { klass: schema.klass, errorReports: [error], responseType: 'ObjectReport' };
      return webMessage(409, 'WARNING', { message, response });
    }
    seen.add(key);
  }
  object['translations'] = translations;
  context.metadata.tableOf(schema).touch(object.id);
  return empty(204);
}
