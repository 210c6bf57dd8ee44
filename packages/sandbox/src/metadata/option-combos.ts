import type { ServerContext } from '../server/server-context.ts';
import { timestamp } from '../state/clock.ts';
import { generateUid } from '../state/identifiers.ts';
import { asText, refsAt } from '../state/json.ts';
import { optionComboFor } from '../data-values/id-resolver.ts';

/** Makes the option combos that category combos lack: one for each choice of an option of each category. */
export function addMissingOptionCombos(context: ServerContext): void {
  const { metadata } = context;
  const now = timestamp(context.clock.now());
  for (const combo of metadata.all('categoryCombos')) {
    const lists = refsAt(combo, 'categories').map((id) => refsAt(metadata.get('categories', id), 'categoryOptions'));
    if (lists.length === 0 || lists.some((list) => list.length === 0)) continue;
    for (const options of choices(lists)) {
      if (optionComboFor(context, combo.id, options) !== undefined) continue;
      const id = generateUid();
      metadata.table('categoryOptionCombos').set(id, {
        id,
        name: options.map((option) => asText(metadata.get('categoryOptions', option)?.['name'])).join(', '),
        categoryCombo: { id: combo.id },
        categoryOptions: options.map((option) => ({ id: option })),
        ignoreApproval: false,
        created: now,
        lastUpdated: now,
        translations: [],
        attributeValues: [],
      });
    }
  }
}

function choices(lists: readonly (readonly string[])[]): string[][] {
  return lists.reduce<string[][]>(
    (made, list) => made.flatMap((choice) => list.map((option) => [...choice, option])),
    [[]],
  );
}
