import type { OptionSpec } from '@dhow/core/component';
import { variableName } from './environment-source.ts';
import { settingsSpec } from './settings-spec.ts';

/** The table of settings for the reference page, from the spec alone. */
export function settingsTable(): string {
  const rows = Object.entries(settingsSpec as Readonly<Record<string, OptionSpec>>).map(([path, spec]) => {
    const marks = [spec.required && 'required', spec.secret && 'secret'].filter(Boolean).join(', ');
    const description = spec.description + (spec.example ? ` Example: \`${spec.example}\`.` : '');
    return `| \`${path}\` | \`${variableName(path).replace('*', 'NAME')}\` | ${typeText(spec)} | ${defaultText(spec)} | ${description}${marks && ` (${marks})`} |`;
  });
  return ['| Setting | Variable | Type | Default | |', '|---|---|---|---|---|', ...rows].join('\n');
}

function typeText(spec: OptionSpec): string {
  if (spec.type === 'enum') return spec.values!.map((value) => `\`${value}\``).join(', ');
  return spec.type;
}

function defaultText({ default: value, unit }: OptionSpec): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.length === 0 ? '' : `\`${value.join(', ')}\``;
  return `\`${String(value as string | number | boolean)}\`${unit ? ` ${unit}` : ''}`;
}
