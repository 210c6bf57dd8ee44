import { parseCsv } from '../data-values/payload-csv.ts';
import type { JsonObject } from '../state/json.ts';
import { objectsAt } from '../state/json.ts';

/** Reads events as CSV: a header, then a row a data value; rows of one event stand together. */
export function csvEvents(text: string): JsonObject {
  const [header = [], ...rows] = parseCsv(text);
  const events = new Map<string, JsonObject>();
  const anonymous: JsonObject[] = [];
  for (const row of rows) {
    const at = (name: string): string | undefined => {
      const value = row[header.indexOf(name)];
      return value === undefined || value === '' ? undefined : value;
    };
    const id = at('event');
    let event = id === undefined ? undefined : events.get(id);
    if (!event) {
      event = { dataValues: [] };
      for (const name of [
        'event',
        'status',
        'program',
        'programStage',
        'enrollment',
        'orgUnit',
        'occurredAt',
        'scheduledAt',
        'completedAt',
        'attributeOptionCombo',
        'attributeCategoryOptions',
      ]) {
        const value = at(name);
        if (value !== undefined) event[name] = value;
      }
      const latitude = at('latitude');
      const longitude = at('longitude');
      if (latitude !== undefined && longitude !== undefined)
        event['geometry'] = { type: 'Point', coordinates: [Number(longitude), Number(latitude)] };
      if (id === undefined) anonymous.push(event);
      else events.set(id, event);
    }
    const dataElement = at('dataElement');
    const value = at('value');
    if (dataElement !== undefined)
      event['dataValues'] = [...objectsAt(event, 'dataValues'), { dataElement, value: value ?? null }];
  }
  return { events: [...events.values(), ...anonymous] };
}
