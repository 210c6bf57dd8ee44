/** The mapping of `to-fhir.ds` in JSONata, as its users would write it. */
export const source = String.raw`(
  $ids := {'first': 'w75KJ2mc4zz', 'last': 'zDhUuAYrxNC', 'sex': 'cejWyOfXge6',
    'birthDate': 'iESIqZ0R0R0', 'phone': 'P2cwLGskgxn', 'nationalId': 'lZGmxYbs97q'};
  $units := {'UXz7xuGCEhU': 'g', 'a3kGcGDCuk6': '1'};
  $attribute := function($te, $name) {( $id := $lookup($ids, $name); $v := $te.attributes[attribute = $id].value; $v = '' ? () : $v )};
  $gender := function($t) {( $k := $lowercase($t); $k in ['male', 'm'] ? 'male' : $k in ['female', 'f'] ? 'female' : 'unknown' )};
  $patient := function($te) {( $nid := $attribute($te, 'nationalId'); $phone := $attribute($te, 'phone'); {
    'fullUrl': 'urn:dhis2:' & $te.trackedEntity,
    'resource': {
      'resourceType': 'Patient', 'id': $te.trackedEntity, 'meta': {'lastUpdated': $te.updatedAt & 'Z'},
      'active': $not($te.inactive),
      'identifier': $exists($nid) ? [{'system': 'http://moh.example.org/nid', 'value': $nid}],
      'name': [{'family': $attribute($te, 'last'), 'given': [$split($attribute($te, 'first'), ' ')]}],
      'telecom': $exists($phone) ? [{'system': 'phone', 'value': $phone}],
      'gender': $gender($attribute($te, 'sex')), 'birthDate': $attribute($te, 'birthDate'),
      'managingOrganization': {'reference': 'Organization/' & $te.orgUnit}
    },
    'request': {'method': 'PUT', 'url': 'Patient/' & $te.trackedEntity} } )};
  $observation := function($te, $ev, $dv) {( $id := $ev.event & '-' & $dv.dataElement; $unit := $lookup($units, $dv.dataElement); {
    'fullUrl': 'urn:dhis2:' & $id,
    'resource': {
      'resourceType': 'Observation', 'id': $id, 'status': 'final',
      'code': {'coding': [{'system': 'http://dhis2.example.org/dataElements', 'code': $dv.dataElement}]},
      'subject': {'reference': 'Patient/' & $te.trackedEntity}, 'encounter': {'reference': 'Encounter/' & $ev.event},
      'valueQuantity': $exists($unit) ? {'value': $number($dv.value), 'unit': $unit},
      'valueString': $exists($unit) ? () : $dv.value
    },
    'request': {'method': 'PUT', 'url': 'Observation/' & $id} } )};
  $encounter := function($te, $ev) {{
    'fullUrl': 'urn:dhis2:' & $ev.event,
    'resource': {
      'resourceType': 'Encounter', 'id': $ev.event, 'status': $ev.status = 'COMPLETED' ? 'finished' : 'in-progress',
      'class': {'system': 'http://terminology.hl7.org/CodeSystem/v3-ActCode', 'code': 'AMB'},
      'subject': {'reference': 'Patient/' & $te.trackedEntity}, 'period': {'start': $substring($ev.occurredAt, 0, 10)}
    },
    'request': {'method': 'PUT', 'url': 'Encounter/' & $ev.event} }};
  $entries := function($te) { $append($patient($te), $te.enrollments.events.(
    $ev := $; $append($encounter($te, $ev), $ev.dataValues.($observation($te, $ev, $))) )) };
  { 'resourceType': 'Bundle', 'type': 'batch', 'entry': instances[deleted = false].$entries($) }
)`;
