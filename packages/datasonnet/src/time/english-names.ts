export type TextStyle = 'short' | 'full' | 'narrow';

const months = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
]; // prettier-ignore
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const quarters = ['1st quarter', '2nd quarter', '3rd quarter', '4th quarter'];

/** The fields that have names in en-US, with the value of the first one. */
export type NamedField = 'month' | 'dayOfWeek' | 'quarter' | 'amPm' | 'era';

/** All names of a field in a style, first to last, and the value of the first. */
export function namesOf(
  field: NamedField,
  style: TextStyle,
): { readonly first: number; readonly names: readonly string[] } {
  switch (field) {
    case 'month':
      return { first: 1, names: styled(months, style) };
    case 'dayOfWeek':
      return { first: 1, names: styled(days, style) };
    case 'quarter':
      return {
        first: 1,
        names: style === 'full' ? quarters : style === 'short' ? ['Q1', 'Q2', 'Q3', 'Q4'] : ['1', '2', '3', '4'],
      };
    case 'amPm':
      return { first: 0, names: style === 'narrow' ? ['a', 'p'] : ['AM', 'PM'] };
    case 'era':
      return {
        first: 0,
        names: style === 'full' ? ['Before Christ', 'Anno Domini'] : style === 'short' ? ['BC', 'AD'] : ['B', 'A'],
      };
  }
}

function styled(names: readonly string[], style: TextStyle): readonly string[] {
  if (style === 'full') return names;
  return names.map((name) => name.slice(0, style === 'short' ? 3 : 1));
}

/** What `B` prints: the part of the day in words. */
export function dayPeriod(hour: number, minute: number, style: TextStyle): string {
  if (minute === 0 && hour === 0) return style === 'narrow' ? 'mi' : 'midnight';
  if (minute === 0 && hour === 12) return style === 'narrow' ? 'n' : 'noon';
  if (hour >= 6 && hour < 12) return 'in the morning';
  if (hour >= 12 && hour < 18) return 'in the afternoon';
  return hour >= 18 && hour < 21 ? 'in the evening' : 'at night';
}
