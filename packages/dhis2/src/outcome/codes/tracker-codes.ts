import type { CodeTable } from './code-entry.ts';

const owner = 'give the user the org unit and data write access, or import as another user';
const exists = 'use importStrategy CREATE_AND_UPDATE, or UPDATE';
const missing = 'create it first, or use importStrategy CREATE_AND_UPDATE';
const deleted = 'deleted objects cannot be changed: import with a new uid';
const uid = 'check the uid or code, and the id scheme of the import';
const immutable = 'leave the property as it is; to change it, delete the object and create it with a new uid';
const required = 'set the property';
const dates = 'correct the date';
const rule = 'correct the data as the rule of the program says';

/** Access and existence: E1000 to E1003, E1030 to E1032, E1063, E1080 to E1083, E1091 to E1114. */
const accessAndExistence: CodeTable = {
  E1000: ['no write access to the org unit', owner],
  E1001: [
    'no data write access to the tracked entity type',
    'share the tracked entity type for data writing with the user',
  ],
  E1002: ['the tracked entity exists already', exists],
  E1003: ['the tracked entity’s org unit is outside of the search scope', 'widen the search scope of the user'],
  E1030: ['the event exists already', exists],
  E1032: ['the event does not exist', missing],
  E1063: ['the tracked entity does not exist', missing],
  E1080: ['the enrollment exists already', exists],
  E1081: ['the enrollment does not exist', missing],
  E1082: ['the event is deleted', deleted],
  E1083: ['completed events may not be changed by this user', 'give the user the authority to edit completed events'],
  E1091: ['no data write access to the program', 'share the program for data writing with the user'],
  E1095: ['no data write access to the program stage', 'share the program stage for data writing with the user'],
  E1096: ['no data read access to the program', 'share the program for data reading with the user'],
  E1099: ['no write access to the category option', 'share the category option for data writing with the user'],
  E1100: [
    'deleting a tracked entity with enrollments needs F_TEI_CASCADE_DELETE',
    'delete the enrollments first, or give the authority',
  ],
  E1102: [
    'no access to the tracked entity in this program',
    'transfer the ownership, or break the glass with a reason',
  ],
  E1103: [
    'deleting an enrollment with events needs F_ENROLLMENT_CASCADE_DELETE',
    'delete the events first, or give the authority',
  ],
  E1104: ['no data read access to program and tracked entity type', 'share both for data reading with the user'],
  E1113: ['the enrollment is deleted', deleted],
  E1114: ['the tracked entity is deleted', deleted],
};

/** References and properties: E1005 to E1079, E1084 to E1090, E1115 to E1128. */
const references: CodeTable = {
  E1005: ['tracked entity type not found', uid],
  E1006: ['attribute not found', uid],
  E1007: ['attribute value does not match its value type', 'correct the value to the value type of the attribute'],
  E1008: ['the program stage has no program', 'correct the program stage on the server'],
  E1009: ['the file is used by another object', 'upload the file again'],
  E1010: ['program of the event not found', uid],
  E1011: ['org unit of the event not found', uid],
  E1012: ['the geometry is not of the kind that is expected', 'send a geometry of the feature type that is configured'],
  E1013: ['program stage of the event not found', uid],
  E1014: ['the program is one without registration', 'send events without an enrollment'],
  E1015: ['there is an active enrollment in this program', 'complete the other enrollment first, or update it'],
  E1016: ['this program enrolls only once, and there is an enrollment', 'update the enrollment that exists'],
  E1018: ['a mandatory attribute of the program is missing', 'add the attribute'],
  E1019: ['an attribute does not belong to the program', 'leave it out, or put it at the tracked entity'],
  E1020: ['the enrollment date is in the future', dates],
  E1021: ['the incident date is in the future', dates],
  E1022: ['the tracked entity is of another type than the program’s', 'enroll it in a program of its type'],
  E1023: ['the incident date (occurredAt) is missing or not valid', dates],
  E1025: ['the enrollment date (enrolledAt) is missing or not valid', dates],
  E1029: ['the program is not assigned to the org unit of the event', 'assign the program to the org unit'],
  E1031: ['the event has no date (occurredAt)', dates],
  E1033: ['the event has no enrollment', 'name the enrollment'],
  E1035: ['the event has no program stage', 'name the program stage'],
  E1039: ['the stage is not repeatable, and there is an event', 'update the event that exists'],
  E1041: ['the program is not assigned to the org unit of the enrollment', 'assign the program to the org unit'],
  E1042: ['the event needs a completion date', dates],
  E1043: ['the time for changes after completion has run out', 'ask for the authority to edit expired events'],
  E1044: ['the event needs a date', dates],
  E1045: ['the program’s time for changes has run out', 'ask for the authority to edit expired events'],
  E1046: ['the event needs an event date or a scheduled date', dates],
  E1047: ['the event date is in an expired period', 'ask for the authority to edit expired events'],
  E1048: ['uid not valid', 'use 11 letters and digits, the first a letter'],
  E1049: ['org unit of the tracked entity not found', uid],
  E1050: ['the scheduled event has no scheduled date', dates],
  E1051: ['an event that is not completed has a completion date', 'leave completedAt out, or set the status COMPLETED'],
  E1052: [
    'an enrollment that is not completed has a completion date',
    'leave completedAt out, or set the status COMPLETED',
  ],
  E1054: ['the attribute option combo is not of the program’s category combo', 'use one of its option combos'],
  E1055: [
    'the default option combo is not allowed here',
    'name an attribute option combo of the program’s category combo',
  ],
  E1056: ['the event is before the start of the attribute option', dates],
  E1057: ['the event is after the end of the attribute option', dates],
  E1064: [
    'a unique attribute has this value on another tracked entity',
    'find the other one; it may be the same person',
  ],
  E1068: ['tracked entity of the enrollment not found', 'import it before or together with the enrollment'],
  E1069: ['program of the enrollment not found', uid],
  E1070: ['org unit of the enrollment not found', uid],
  E1074: ['the feature type is missing', 'configure the feature type, or leave the geometry out'],
  E1075: ['an attribute has no uid', required],
  E1076: ['a mandatory value is empty', 'set the value'],
  E1077: ['attribute value is too long', 'shorten the value'],
  E1079: ['the event’s program is not that of its enrollment', 'name the program of the enrollment'],
  E1084: ['file resource not found', 'upload the file first'],
  E1085: ['attribute value does not match its value type', 'correct the value'],
  E1086: ['the program needs a stage that belongs to it', 'name a stage of the program'],
  E1087: ['data element of a value not found', uid],
  E1088: ['neither program nor stage found', uid],
  E1089: ['the stage does not belong to the program', 'name a stage of the program'],
  E1090: ['a mandatory attribute of the tracked entity type is missing', 'add the attribute'],
  E1094: ['the program of an enrollment cannot be changed', immutable],
  E1110: ['the program of an event cannot be changed', immutable],
  E1112: ['a confidential attribute needs encryption on the server', 'set encryption.password in dhis.conf'],
  E1115: ['category option combo not found', uid],
  E1116: ['category option not found', uid],
  E1117: ['no option combo for these category options', 'use options of the program’s category combo'],
  E1118: ['the assigned user is not valid', 'check the user'],
  E1119: ['a note with this uid exists', 'leave the note out'],
  E1120: ['the stage does not take an assigned user', 'leave assignedUser out, or enable it in the stage'],
  E1121: ['a required property of the tracked entity is missing', required],
  E1122: ['a required property of the enrollment is missing', required],
  E1123: ['a required property of the event is missing', required],
  E1124: ['a required property of the relationship is missing', required],
  E1125: ['value is not an option of the option set', 'send the code (not the name) of an option'],
  E1126: ['a property of the tracked entity cannot be changed', immutable],
  E1127: ['a property of the enrollment cannot be changed', immutable],
  E1128: ['a property of the event cannot be changed', immutable],
};

/** Program rules and event data: E1300 to E1326. */
const rulesAndData: CodeTable = {
  E1300: ['a program rule refuses it', rule],
  E1301: ['a program rule makes a data element mandatory', 'add the value'],
  E1302: ['data value does not match its value type', 'correct the value to the value type of the data element'],
  E1303: ['a compulsory data element is missing', 'add the value'],
  E1304: ['data element not found', uid],
  E1305: ['data element is not part of the stage', 'leave it out, or add it to the stage'],
  E1306: ['a program rule makes an attribute mandatory', 'add the attribute'],
  E1307: ['the value differs from what a program rule assigns', 'leave the value out, or send what the rule computes'],
  E1308: ['a program rule replaces a data value', rule],
  E1309: ['the attribute differs from what a program rule assigns', 'leave it out, or send what the rule computes'],
  E1310: ['a program rule replaces an attribute', rule],
  E1311: ['a referral needs a complete relationship', 'add the relationship'],
  E1312: ['a referral needs both sides of its relationship', 'add the other side'],
  E1313: ['the enrollment of the event has no tracked entity', 'import the tracked entity and its enrollment first'],
  E1315: ['an event of this status takes no data values', 'leave the values out, or set the status ACTIVE'],
};

/** Relationships, and objects that depend on others: E4000 to E4020, E5000, E5001, E9999. */
const relationships: CodeTable = {
  E4000: ['a relationship cannot link an object to itself', 'name two different objects'],
  E4001: [
    'a side of the relationship must name exactly one object',
    'name a tracked entity, an enrollment or an event',
  ],
  E4006: ['relationship type not found', uid],
  E4010: ['a side of the relationship is of the wrong kind', 'name the kind that the relationship type wants'],
  E4012: ['an object of the relationship was not found', 'import it before or together with the relationship'],
  E4014: ['the tracked entity is of another type than the relationship type wants', 'use one of that type'],
  E4015: ['the relationship exists already', 'nothing to do; relationships cannot be changed'],
  E4016: ['the relationship does not exist', missing],
  E4017: ['the relationship is deleted', deleted],
  E4018: ['there is such a relationship between the two', 'nothing to do'],
  E4019: ['no write access to the relationship type', 'share the relationship type for data writing with the user'],
  E4020: ['no write access to an object of the relationship', owner],
  E5000: ['an object that it refers to was refused', 'correct the other object'],
  E5001: ['an object that refers to it cannot be deleted', 'delete the other object first'],
  E9999: ['refused without a reason', 'the server log has the cause'],
};

/** Codes of tracker reports. */
export const trackerCodes: CodeTable = { ...accessAndExistence, ...references, ...rulesAndData, ...relationships };
