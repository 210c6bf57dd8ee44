import type { ServerContext } from '../../server/server-context.ts';
import type { JsonObject } from '../../state/json.ts';
import { asText, textAt } from '../../state/json.ts';
import type { Actor } from '../../tracker/tracker-store.ts';
import type { GridHeader } from '../grid/grid.ts';

export function textColumn(name: string, column: string): GridHeader {
  return { name, column, valueType: 'TEXT', type: 'java.lang.String', hidden: false, meta: true };
}

export function timeColumn(name: string, column: string): GridHeader {
  return { name, column, valueType: 'DATETIME', type: 'java.time.LocalDateTime', hidden: false, meta: true };
}

export function placeColumn(name: string, column: string): GridHeader {
  return { name, column, valueType: 'NUMBER', type: 'java.lang.Double', hidden: false, meta: true };
}

/** `2026-02-02T00:00:00.000` as the database writes it: `2026-02-02 00:00:00.0`. */
export function sqlMoment(text: string | undefined): string {
  if (text === undefined) return '';
  const [date = '', time = '00:00:00.0'] = text.split('T');
  const fraction = time.includes('.') ? time : `${time}.0`;
  return `${date} ${fraction.replace(/0+$/, '').replace(/\.$/, '.0')}`;
}

/** `Person, Viewer (viewer)`. */
export function actorName({ surname, firstName, username }: Actor): string {
  return `${surname}, ${firstName} (${username})`;
}

/** The name, hierarchy and code of a unit. */
export function unitCells(
  { metadata, tree }: ServerContext,
  unit: string,
): { name: string; hierarchy: string; code: string } {
  const nameOf = (id: string): string => textAt(metadata.get('organisationUnits', id), 'name') ?? id;
  const path = [...tree.ancestors(unit), unit];
  return {
    name: nameOf(unit),
    hierarchy: path.map(nameOf).join(' / '),
    code: textAt(metadata.get('organisationUnits', unit), 'code') ?? '',
  };
}

/** The geometry as GeoJSON, and the coordinates when it is a point; `none` is shown for those otherwise. */
export function placeCells(
  geometry: JsonObject | undefined,
  none: string,
): [geometry: string, longitude: string, latitude: string] {
  if (!geometry) return ['', none, none];
  const coordinates = geometry['coordinates'];
  const point = textAt(geometry, 'type') === 'Point' && Array.isArray(coordinates) ? coordinates : [none, none];
  return [JSON.stringify(geometry), asText(point[0]), asText(point[1])];
}
