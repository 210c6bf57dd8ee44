/** The part of Standard Schema (standardschema.dev) that reading rows needs; zod, valibot and arktype have it. */
export interface RowSchema<Row = unknown> {
  readonly '~standard': {
    validate(value: unknown): SchemaResult<Row> | Promise<SchemaResult<Row>>;
    readonly types?: { readonly output: Row } | undefined;
  };
}

export type SchemaResult<Row> =
  | { readonly value: Row; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };

interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** `month: expected a string; value: …`; never the value itself. */
export function issuesText(issues: readonly SchemaIssue[]): string {
  return issues
    .slice(0, 5)
    .map(({ message, path }) => {
      const place = path?.map((step) => String(typeof step === 'object' ? step.key : step)).join('.');
      return place ? `${place}: ${message}` : message;
    })
    .join('; ');
}
