import type { CodeTable } from './code-entry.ts';

const unit = 'check the code or uid of the org unit, and that the importing user may see it';
const element =
  'check the uid or code of the data element, and that the importing user has data access to its data sets';
const combo =
  'use a category option combo of the category combo of the data element (or of its data set, where that overrides it)';
const attribute = 'use an attribute option combo of the category combo of the data set';
const period = 'use a period of the data set’s period type, in DHIS2’s own form (202603, 2026W9, 2026Q1)';
const type = 'correct the value to the value type of the data element';

/** E7600 to E7645: the importer up to 2.42. */
const classic: CodeTable = {
  E7600: ['data set not found or not accessible', 'check the uid of the data set and the sharing of it with the user'],
  E7601: ['no right to write data of this data set', 'share the data set with "can capture data" for the user'],
  E7602: ['a valid data set is required', 'name the data set in the payload or as parameter'],
  E7603: ['org unit of the set not found or not accessible', unit],
  E7604: ['attribute option combo of the set not found or not accessible', attribute],
  E7610: ['data element not found or not accessible', element],
  E7611: ['period not valid', period],
  E7612: ['org unit not found or not accessible', unit],
  E7613: ['category option combo not found or not accessible for writing', combo],
  E7614: [
    'a category option of the combo is not accessible',
    'share the category option for data writing with the user',
  ],
  E7615: ['attribute option combo not found or not accessible for writing', attribute],
  E7616: [
    'an option of the attribute option combo is not accessible',
    'share the category option for data writing with the user',
  ],
  E7617: [
    'org unit is outside of the user’s hierarchy',
    'give the user that org unit (data capture), or import as another user',
  ],
  E7618: ['neither value nor comment given', 'send a value; to remove a stored value use importStrategy DELETE'],
  E7619: ['value does not match the value type', type],
  E7620: ['comment not valid', 'shorten the comment to 50,000 characters at most'],
  E7621: [
    'value is not an option of the option set',
    'send the code (not the name) of an option of the data element’s option set',
  ],
  E7630: ['category option combo is required', 'name the category option combo'],
  E7631: ['attribute option combo is required', 'name the attribute option combo'],
  E7632: ['period type does not fit the data element', period],
  E7633: ['data element is not in the data set', 'add the element to the data set, or leave the data set out'],
  E7634: ['category option combo does not belong to the data element', combo],
  E7635: ['attribute option combo does not belong to the data sets of the element', attribute],
  E7636: ['the data sets of the element are not assigned to the org unit', 'assign the data set to the org unit'],
  E7637: ['stored-by name not valid', 'leave storedBy out'],
  E7638: ['period is outside of the dates of the attribute option', 'check start and end date of the category option'],
  E7639: ['org unit is not valid for the attribute option combo', 'assign the category option to the org unit'],
  E7640: [
    'the period has expired for this data set',
    'send earlier, raise the expiry days, add a lock exception, or import with force as superuser',
  ],
  E7641: [
    'period is after the data set’s last open period',
    'wait until the period has ended, or open future periods in the data set',
  ],
  E7642: ['data of this data set, period and org unit is approved', 'have the approval taken back, then send again'],
  E7643: ['the data set is not open for this period now', 'check the data input periods of the data set'],
  E7644: ['period is not among the open periods of the data sets', 'check the data input periods of the data sets'],
  E7645: ['no data value for that file resource', 'send the value that refers to the file'],
};

/** E8000 to E8128: the importer from 2.43 on, which refuses all values of a group together. */
const grouped: CodeTable = {
  E8000: ['an atomic import was refused because of another value', 'correct the other value, or import without atomic'],
  E8001: ['the request holds no values', 'send at least one value'],
  E8002: ['the data elements of the group belong to several data sets', 'name the data set, one for each request'],
  E8003: [
    'no data set has this data element',
    'add the element to a data set; elements of the tracker domain cannot be reported here',
  ],
  E8004: ['the data set’s identifier is not a uid', 'send dataSetIdScheme with the scheme of the payload'],
  E8005: ['data set not known', 'check the uid of the data set'],
  E8010: ['no right to write data of this data set', 'share the data set with "can capture data" for the user'],
  E8011: [
    'the user cannot enter data for this org unit',
    'give the user that org unit (data capture), or import as another user',
  ],
  E8012: ['no right to write data of this option combo', 'share the category options for data writing with the user'],
  E8020: ['data element is not in the data set', 'add the element to the data set, or name the right data set'],
  E8021: ['period type does not fit the data set', period],
  E8022: ['data set is not assigned to the org unit', 'assign the data set to the org unit'],
  E8023: ['attribute option combo does not belong to the data set', attribute],
  E8024: ['category option combo does not belong to the data element', combo],
  E8025: ['attribute option combo is not usable for the org unit', 'assign the category option to the org unit'],
  E8030: [
    'the data set does not take this period now',
    'check expiry days, data input periods, lock exceptions and approval of the data set',
  ],
  E8031: ['the org unit is not open in this period', 'check opening and closing date of the org unit'],
  E8032: ['period is outside of the dates of the attribute option', 'check start and end date of the category option'],
  E8033: ['data of this data set, period and org unit is approved', 'have the approval taken back, then send again'],
  E8034: ['a delete names too little', 'name data set, period and org unit'],
  E8035: ['a delete names too much', 'delete less at a time'],
  E8100: ['period missing', 'give each value, or the whole set, a period'],
  E8101: [
    'data set is required to decode the value',
    'name the data set; in CSV leave no column empty that is not needed',
  ],
  E8102: ['data element missing', 'give each value a data element'],
  E8103: ['data element not found', element],
  E8107: ['org unit not found', unit],
  E8108: ['category option combo not found', combo],
  E8110: ['attribute option combo not found', attribute],
  E8120: ['value is required', 'send a value; to remove a stored value use importStrategy DELETE'],
  E8122: ['value does not match the value type', type],
  E8123: [
    'value is not an option of the option set',
    'send the code (not the name) of an option of the data element’s option set',
  ],
  E8125: ['comment is too long', 'shorten the comment'],
  E8128: [
    'several values of the request have the same key',
    'send each combination of element, period, org unit and combos once',
  ],
};

/** E2000 to E2308: queries of data values, and single values up to 2.42. */
const queries: CodeTable = {
  E2000: ['the query is empty', 'name data set, period and org unit'],
  E2001: ['no data set, data element or data element group in the query', 'name at least one of them'],
  E2002: ['no period in the query', 'name periods, a start and end date, or lastUpdated'],
  E2003: ['both periods and dates in the query', 'name either periods or start and end date'],
  E2004: ['start date is after the end date', 'swap the dates'],
  E2005: ['duration not valid', 'write a number with d, h, m or s, such as 10d'],
  E2006: ['no org unit in the query', 'name an org unit or an org unit group'],
  E2007: ['children cannot be included for org unit groups', 'leave children out'],
  E2008: ['children without an org unit', 'name the org unit whose children are meant'],
  E2009: ['limit is below zero', 'use a limit of 0 or more'],
  E2010: ['no right to read data of this data set', 'share the data set with "can view data" for the user'],
  E2011: [
    'no right to read data of this attribute option combo',
    'share the category options for data reading with the user',
  ],
  E2012: ['the user may not view this org unit', 'give the user that org unit (data view), or ask as another user'],
  E2013: ['no data set given', 'name a data set'],
  E2014: ['filter cannot be parsed', 'write property:operator:value'],
  E2015: ['order cannot be parsed', 'write property:asc or property:desc'],
  E2016: ['a value of the filter is not one of the allowed ones', 'use one of the values that the message lists'],
  E2017: ['data set is locked', 'send within the expiry days, or add a lock exception'],
  E2018: ['category option combo is required', 'name the category option combo'],
  E2019: ['org unit is closed in this period', 'check opening and closing date of the org unit'],
  E2020: ['org unit is outside of the user’s hierarchy', 'give the user that org unit, or write as another user'],
  E2021: ['data element is not in the data set', 'name the right data set'],
  E2022: [
    'period is after the data set’s last open period',
    'wait until the period has ended, or open future periods in the data set',
  ],
  E2023: ['period is before the start of the attribute option', 'check start and end date of the category option'],
  E2024: ['period is after the end of the attribute option', 'check start and end date of the category option'],
  E2025: ['the data set is not open for this period now', 'check the data input periods of the data set'],
  E2026: ['the file is used by another value', 'upload the file again'],
  E2027: ['file resource not valid', 'upload the file first, and refer to it by its uid'],
  E2028: ['comment not valid', 'shorten the comment'],
  E2029: ['value is not an option of the option set', 'send the code (not the name) of an option'],
  E2030: ['value does not match the value type', type],
  E2031: ['no right to write data of this option combo', 'share the category options for data writing with the user'],
  E2032: ['data value does not exist', 'check element, period, org unit and combos'],
  E2033: ['follow-up mark missing', 'send followup true or false'],
  E2034: ['filter not supported', 'use another filter'],
  E2035: ['operator not supported', 'use another operator'],
  E2036: ['combination not supported', 'use another combination'],
  E2037: ['order not supported', 'use another order'],
  E2038: ['field not supported', 'use another field'],
  E2200: ['no data element for the outlier search', 'name data elements or data sets'],
  E2201: ['no dates for the outlier search', 'name start and end date'],
  E2202: ['start date is after the end date', 'swap the dates'],
  E2203: ['no org unit for the outlier search', 'name an org unit'],
  E2204: ['threshold must be above zero', 'use a positive number'],
  E2205: ['max results must be above zero', 'use a positive number'],
  E2206: ['max results above the limit', 'ask for fewer'],
  E2207: ['data start date is after the data end date', 'swap the dates'],
  E2208: ['values that are not numbers among the data', 'leave data elements out that are not numeric'],
};

/** Codes of data values: queries, single values, both importers. */
export const dataValueCodes: CodeTable = { ...queries, ...classic, ...grouped };
