// A row of a monthly report becomes a data value, or a refusal that says why.
local refuse(code, message, remedy) = { reject: { code: code, message: message, remedy: remedy } };

{
  // The rows of a mapping table by name and by code.
  byNameAndCode(table):: { [row.name]: row.id for row in table } + { [row.code]: row.id for row in table },

  bySexAndAge(table):: { [row.sex + ' ' + row.age]: row.id for row in table },

  // tables: facilities, indicators, ageGroups.
  dataValue(row, tables)::
    local group = row.sex + ' ' + row.age;
    if row.facility == '' || row.month == '' || row.indicator == '' || row.count == '' then
      refuse('FIELD', 'facility, month, indicator or count is missing', 'fill in the field')
    else if !std.objectHas(tables.facilities, row.facility) then
      refuse('FACILITY', 'no facility has this name or code', 'add it to facilities.csv')
    else if !std.objectHas(tables.indicators, row.indicator) then
      refuse('INDICATOR', 'no indicator has this name or code', 'add it to indicators.csv')
    else if !std.objectHas(tables.ageGroups, group) then
      refuse('GROUP', 'there is no such sex and age group', 'add it to age-groups.csv')
    else
      {
        dataElement: tables.indicators[row.indicator],
        period: std.strReplace(row.month, '-', ''),
        orgUnit: tables.facilities[row.facility],
        categoryOptionCombo: tables.ageGroups[group],
        value: row.count,
      },
}
