import { asText } from '../state/json.ts';
import type { TrackedEntity, TrackerEvent } from './tracker-store.ts';
import type { TrackerView } from './tracker-view.ts';

const entityColumns =
  'trackedEntity,trackedEntityType,createdAt,createdAtClient,updatedAt,updatedAtClient,orgUnit,inactive,deleted,potentialDuplicate,geometry,latitude,longitude,storedBy,createdBy,updatedBy,attrCreatedAt,attrUpdatedAt,attribute,displayName,value,valueType';
const eventColumns =
  'event,status,program,programStage,enrollment,orgUnit,occurredAt,scheduledAt,geometry,latitude,longitude,followUp,deleted,createdAt,createdAtClient,updatedAt,updatedAtClient,completedBy,completedAt,updatedBy,attributeOptionCombo,attributeCategoryOptions,assignedUser,dataElement,value,storedBy,providedElsewhere,storedByDataValue,updatedAtDataValue,createdAtDataValue';

/** Times in CSV have a Z, and no fraction when it is zero. */
function moment(instant: string | undefined): string {
  return instant === undefined ? '' : `${instant.replace(/\.000$/, '')}Z`;
}

function line(cells: readonly (string | boolean | undefined)[]): string {
  return cells.map((cell) => (cell === undefined ? '' : quoted(String(cell)))).join(',');
}

function quoted(text: string): string {
  return /[",\n ]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Persons as CSV: a row an attribute. */
export function entityCsv(view: TrackerView, entities: readonly TrackedEntity[], program: string | undefined): string {
  const rows = entities.flatMap((e) => {
    const head = [
      e.trackedEntity,
      e.trackedEntityType,
      moment(e.createdAt),
      undefined,
      moment(e.updatedAt),
      undefined,
      e.orgUnit,
      e.inactive,
      e.deleted,
      e.potentialDuplicate,
      undefined,
      undefined,
      undefined,
      undefined,
      e.createdBy.username,
      e.updatedBy.username,
    ];
    const attributes = view.attributes(e, program, true);
    if (attributes.length === 0)
      return [line([...head, undefined, undefined, undefined, undefined, undefined, undefined])];
    return attributes.map((a) =>
      line([
        ...head,
        moment(asText(a['createdAt'])),
        moment(asText(a['updatedAt'])),
        asText(a['attribute']),
        asText(a['displayName']),
        asText(a['value']),
        asText(a['valueType']),
      ]),
    );
  });
  return `${[entityColumns, ...rows].join('\n')}\n`;
}

/** Events as CSV: a row a data value. */
export function eventCsv(events: readonly TrackerEvent[]): string {
  const rows = events.flatMap((e) => {
    const head = [
      e.event,
      e.status,
      e.program,
      e.programStage,
      e.enrollment,
      e.orgUnit,
      moment(e.occurredAt),
      moment(e.scheduledAt),
      undefined,
      undefined,
      undefined,
      e.followUp,
      e.deleted,
      moment(e.createdAt),
      undefined,
      moment(e.updatedAt),
      undefined,
      e.completedBy,
      moment(e.completedAt),
      e.updatedBy.username,
      e.attributeOptionCombo,
      e.attributeCategoryOptions,
      e.assignedUser,
    ];
    const values = Object.entries(e.dataValues);
    if (values.length === 0)
      return [line([...head, undefined, undefined, undefined, undefined, undefined, undefined, undefined])];
    return values.map(([element, v]) =>
      line([
        ...head,
        element,
        v.value,
        v.storedBy,
        v.providedElsewhere,
        undefined,
        moment(v.updatedAt),
        moment(v.createdAt),
      ]),
    );
  });
  return `${[eventColumns, ...rows].join('\n')}\n`;
}
