import { option, type ComponentSpec } from '@dhow/core/component';

const inputs = option.map({
  description:
    'Further data for the mapping, by variable: values, or resources (`resource:file:facilities.csv`, read once; by their ending as JSON, CSV, YAML or text).',
  example: '{ facilities: "resource:file:facilities.json" }',
});

export const datasonnetLanguageOptions = {
  bodyMediaType: option.string({
    description:
      'Media type of the body, for the variable `payload`. Without it: the header or property CamelDatasonnetBodyMediaType, the mapping itself, and for text that says nothing the header Content-Type.',
    example: 'application/json',
  }),
  outputMediaType: option.string({
    description:
      'Media type of the result. Without it: the header or property CamelDatasonnetOutputMediaType, the mapping itself, and then data (application/x-java-object).',
    example: 'application/json',
  }),
  source: option.string({
    description: 'What is mapped instead of the body: header:name, property:name or variable:name.',
    example: 'variable:report',
  }),
  resultType: option.string({ description: 'Type to convert the result to.', example: 'java.lang.String' }),
  trim: option.boolean({ description: 'Whether blanks round the mapping are left out.', default: true }),
  inputs,
} as const;

export const datasonnetOptions = {
  bodyMediaType: datasonnetLanguageOptions.bodyMediaType,
  outputMediaType: datasonnetLanguageOptions.outputMediaType,
  inputs,
} as const;

export const datasonnetSpec = {
  scheme: 'datasonnet',
  title: 'DataSonnet',
  description: 'Maps the body with a DataSonnet file.',
  path: { name: 'file', description: 'The mapping, as `resource:file:…` or a path.', required: true },
  options: datasonnetOptions,
} as const satisfies ComponentSpec;
