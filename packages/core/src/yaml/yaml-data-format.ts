import { parseDocument, type ScalarTag, type Tags } from 'yaml';
import { option } from '../component/option-spec.ts';
import type { ComponentContext } from '../component/component.ts';
import type { DataFormatFactory } from '../component/data-format.ts';
import { NamedException } from '../error-handling/exception-types.ts';
import { writeSnakeYaml } from './snake-writer.ts';

/** The data format `yaml`: bodies as YAML text, by the rules of YAML 1.1 that Camel's library reads. */
export function yamlDataFormat(): DataFormatFactory {
  return {
    spec: {
      name: 'yaml',
      title: 'YAML',
      description: 'Reads YAML into maps, lists and values, and writes them.',
      options: {
        library: option.string({
          description: 'Only SnakeYAML is known; its behaviour is the one here.',
          default: 'SnakeYAML',
        }),
        unmarshalType: option.string({ description: 'The class to read into; maps here, whatever the name.' }),
        prettyFlow: option.boolean({
          description: 'Whether short lists and maps stand on lines of their own.',
          default: false,
        }),
        allowAnyType: option.boolean({
          description: 'Kept for Camel routes; no class is ever made of a tag.',
          default: false,
        }),
        maxAliasesForCollections: option.integer({ description: 'References to one place at most.', default: 50 }),
        allowRecursiveKeys: option.boolean({ description: 'Kept for Camel routes.', default: false }),
      },
    },
    create: (options, context) => ({
      marshal: (body) => writeSnakeYaml(body, options['prettyFlow'] === true),
      unmarshal: (body) => read(body, context, options['maxAliasesForCollections'] as number),
    }),
  };
}

function read(body: unknown, context: ComponentContext, maxAliasCount: number): unknown {
  const text = typeof body === 'string' ? body : context.convert(body, 'java.lang.String');
  return text instanceof Promise
    ? text.then((settled) => parse(String(settled), maxAliasCount))
    : parse(String(text), maxAliasCount);
}

/** Truth values are words to SnakeYAML and fractions have digits: `y`, `n` and `.` are texts. */
function asSnakeYaml(tags: Tags): Tags {
  return tags.map((tag) => {
    const fraction = scalarTag(tag, 'float');
    if (fraction?.test?.test('1.5')) return { ...fraction, test: /^(?:[-+]?\d[\d_]*\.[\d_]*|\.\d[\d_]*)$/ };
    const truth = scalarTag(tag, 'bool');
    if (truth === undefined) return tag;
    const isTrue = truth.test?.test('yes') === true;
    return {
      ...truth,
      test: isTrue ? /^(?:[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/ : /^(?:[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/,
    };
  });
}

function scalarTag(tag: Tags[number], name: string): ScalarTag | undefined {
  return typeof tag === 'object' && tag.tag === `tag:yaml.org,2002:${name}` ? (tag as ScalarTag) : undefined;
}

function parse(text: string, maxAliasCount: number): unknown {
  const document = parseDocument(text, { version: '1.1', logLevel: 'error', customTags: asSnakeYaml });
  const [error] = document.errors;
  if (error !== undefined) throw new NamedException('org.yaml.snakeyaml.error.MarkedYAMLException', error.message);
  const tag = /(?:^|\s)!!([A-Za-z_][\w]*\.[\w.]+)/.exec(text)?.[1];
  if (tag !== undefined) {
    const shown = text.split('\n')[0]!;
    throw new NamedException(
      'org.yaml.snakeyaml.constructor.ConstructorException',
      `could not determine a constructor for the tag tag:yaml.org,2002:${tag}\n in 'string', line 1, column 1:\n    ${shown}\n    ^\n`,
    );
  }
  return document.toJS({ maxAliasCount }) as unknown;
}
