import { attributes, type TrackedEntity } from './generate.ts';

/** The mapping of `to-fhir.ds` as a TypeScript programmer would write it. */
type Json = Record<string, unknown>;

const units: Readonly<Record<string, { unit: string }>> = {
  UXz7xuGCEhU: { unit: 'g' },
  a3kGcGDCuk6: { unit: '1' },
};

function attribute(entity: TrackedEntity, name: keyof typeof attributes): string | undefined {
  const found = entity.attributes.find((a) => a.attribute === attributes[name]);
  return found === undefined || found.value === '' ? undefined : found.value;
}

function gender(text: string): string {
  const key = text.toLowerCase();
  return key === 'male' || key === 'm' ? 'male' : key === 'female' || key === 'f' ? 'female' : 'unknown';
}

function patient(entity: TrackedEntity): Json {
  const nationalId = attribute(entity, 'nationalId');
  const phone = attribute(entity, 'phone');
  const birthDate = attribute(entity, 'birthDate');
  return {
    fullUrl: `urn:dhis2:${entity.trackedEntity}`,
    resource: {
      resourceType: 'Patient',
      id: entity.trackedEntity,
      meta: { lastUpdated: `${entity.updatedAt}Z` },
      active: !entity.inactive,
      ...(nationalId ? { identifier: [{ system: 'http://moh.example.org/nid', value: nationalId }] } : {}),
      name: [{ family: attribute(entity, 'last') ?? 'UNKNOWN', given: (attribute(entity, 'first') ?? '?').split(' ') }],
      ...(phone ? { telecom: [{ system: 'phone', value: phone }] } : {}),
      gender: gender(attribute(entity, 'sex') ?? ''),
      ...(birthDate ? { birthDate } : {}),
      managingOrganization: { reference: `Organization/${entity.orgUnit}` },
    },
    request: { method: 'PUT', url: `Patient/${entity.trackedEntity}` },
  };
}

/** All entries of one tracked entity. */
export function entries(entity: TrackedEntity): Json[] {
  const list = [patient(entity)];
  const subject = { reference: `Patient/${entity.trackedEntity}` };
  for (const enrollment of entity.enrollments) {
    for (const event of enrollment.events) {
      list.push({
        fullUrl: `urn:dhis2:${event.event}`,
        resource: {
          resourceType: 'Encounter',
          id: event.event,
          status: event.status === 'COMPLETED' ? 'finished' : 'in-progress',
          class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
          subject,
          period: { start: event.occurredAt.slice(0, 10) },
        },
        request: { method: 'PUT', url: `Encounter/${event.event}` },
      });
      for (const { dataElement, value } of event.dataValues) {
        const id = `${event.event}-${dataElement}`;
        const unit = units[dataElement];
        list.push({
          fullUrl: `urn:dhis2:${id}`,
          resource: {
            resourceType: 'Observation',
            id,
            status: 'final',
            code: { coding: [{ system: 'http://dhis2.example.org/dataElements', code: dataElement }] },
            subject,
            encounter: { reference: `Encounter/${event.event}` },
            ...(unit ? { valueQuantity: { value: Number(value), unit: unit.unit } } : { valueString: value }),
          },
          request: { method: 'PUT', url: `Observation/${id}` },
        });
      }
    }
  }
  return list;
}

export function bundle(text: string): string {
  const { instances } = JSON.parse(text) as { instances: TrackedEntity[] };
  const entry = instances.filter((entity) => !entity.deleted).flatMap(entries);
  return JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry });
}
