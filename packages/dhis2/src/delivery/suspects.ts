import { defaultOptionCombo, type DataValue } from '../data-values/data-value.ts';

/**
 * From 2.43 on a bad key refuses all values of its group. The sentence names the culprits in brackets
 * (``Data set x + data element y not usable with category option combo(s): `[z]` ``), so the others can be sent again
 * without searching. Gives the positions of the rows that the sentence means; none when it cannot be told.
 */
export function suspects(message: string, values: readonly DataValue[]): ReadonlySet<number> {
  const bracket = message.lastIndexOf('[');
  const end = message.indexOf(']', bracket);
  if (bracket < 0 || end < 0) return new Set();
  const culprits = new Set(
    message
      .slice(bracket + 1, end)
      .split(/,\s*/)
      .filter(Boolean),
  );
  const words = new Set(message.slice(0, bracket).split(/[^\w:-]+/));
  const keys = values.map(keysOf);
  // Words before the bracket narrow it down only if they are keys of some row: names of data sets are not.
  const context = new Set([...words].filter((word) => word !== '' && keys.some((own) => own.includes(word))));
  const found = new Set<number>();
  keys.forEach((own, index) => {
    if (own.some((key) => culprits.has(key)) && [...context].every((word) => own.includes(word))) found.add(index);
  });
  return found;
}

function keysOf(value: DataValue): readonly string[] {
  return [
    value.dataElement,
    value.period ?? '',
    value.orgUnit ?? '',
    value.categoryOptionCombo ?? defaultOptionCombo,
    value.attributeOptionCombo ?? defaultOptionCombo,
  ];
}
