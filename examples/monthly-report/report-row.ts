import { z } from 'zod';

/** A row of the report as it comes: all text. Whether it makes sense is for the mapping and for DHIS2 to say. */
export const ReportRow = z.object({
  facility: z.string(),
  month: z.string(),
  indicator: z.string(),
  sex: z.string(),
  age: z.string(),
  count: z.string(),
  remarks: z.string(),
});

export type ReportRow = z.infer<typeof ReportRow>;
