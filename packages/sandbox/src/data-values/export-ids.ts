import type { Call } from '../http/call.ts';
import type { ServerContext } from '../server/server-context.ts';
import { idWriter } from './id-resolver.ts';
import { escape } from './web-message-xml.ts';

/** The ids of an export in the schemes that the caller asked for. */
export class ExportIds {
  readonly element: (uid: string) => string | undefined;
  readonly unit: (uid: string) => string | undefined;
  readonly combo: (uid: string) => string | undefined;
  readonly attribute: (uid: string) => string | undefined;
  readonly set: (uid: string) => string | undefined;
  /** The schemes given, by the parameter's name. */
  readonly schemes: Readonly<Record<string, string>>;

  constructor(context: ServerContext, call: Call, fallback = 'UID') {
    const schemes: Record<string, string> = {};
    const scheme = (name: string): string => {
      const given = call.query.get(name) ?? call.query.get('outputIdScheme') ?? call.query.get('idScheme');
      if (given !== null) schemes[name] = given;
      return given ?? fallback;
    };
    this.element = idWriter(context, 'dataElements', scheme('dataElementIdScheme'));
    this.unit = idWriter(context, 'organisationUnits', scheme('orgUnitIdScheme'));
    this.combo = idWriter(context, 'categoryOptionCombos', scheme('categoryOptionComboIdScheme'));
    this.attribute = idWriter(context, 'categoryOptionCombos', scheme('attributeOptionComboIdScheme'));
    this.set = idWriter(context, 'dataSets', scheme('dataSetIdScheme'));
    this.schemes = schemes;
  }
}

export function xmlQuoted(text: string): string {
  return escape(text).replaceAll('"', '&quot;');
}

export const csvColumns =
  'dataelement,period,orgunit,categoryoptioncombo,attributeoptioncombo,value,storedby,lastupdated,comment,followup,deleted';

export function csvCell(text: string | undefined): string {
  if (text === undefined) return '';
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
