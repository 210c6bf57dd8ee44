import { countText, secondsText } from '../../packages/dhow/src/terminal/number-text.ts';
import { styleOf } from '../../packages/dhow/src/terminal/style.ts';
import { tableLines } from '../../packages/dhow/src/terminal/table.ts';

/** The last line of `npm run demo -- --json`. */
export interface DemoFigures {
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly pending: number;
  readonly doubled: number;
  readonly seconds: number;
  readonly rowsPerSecond: number;
  readonly peakRssMb: number;
  readonly valuesInTarget: number;
}

export interface DemoRejections {
  readonly codes: readonly {
    readonly code: string;
    readonly rows: number;
    /** File and row. */
    readonly first: string;
    readonly reason: string;
    readonly remedy: string | undefined;
  }[];
  readonly firstRows: readonly {
    readonly file: string;
    readonly row: number;
    readonly code: string;
    readonly reason: string;
  }[];
  /** Where all of them are, with their values. */
  readonly file: string;
  /** Where corrected files go. */
  readonly inbox: string;
  /** The state file that has the dead letters. */
  readonly state: string;
}

const shownRows = 12;

/** The table at the end of the demo. */
export function demoReport(
  figures: DemoFigures,
  valuesBefore: number,
  rejections: DemoRejections,
  useColour: boolean,
): string {
  const { bold, dim, yellow } = styleOf(useColour);
  const { rows, accepted, rejected, pending, doubled, seconds, rowsPerSecond, peakRssMb, valuesInTarget } = figures;
  const totals = [
    `rows ${countText(rows)}`,
    `accepted ${countText(accepted)}`,
    `rejected ${countText(rejected)}`,
    `pending ${countText(pending)}`,
    `doubled ${countText(doubled)}`,
    `peak memory ${peakRssMb} MB`,
  ];
  const lines = [
    '',
    `  ${bold(totals.join('    '))}`,
    `  ${dim(`${secondsText(seconds)} · ${countText(rowsPerSecond)} rows/s · the target exports ${countText(valuesInTarget)} values, ${countText(valuesBefore)} before this run`)}`,
  ];
  if (rejections.codes.length > 0) {
    const codes = tableLines(
      [
        { title: 'code' },
        { title: 'rows', align: 'right' },
        { title: 'reason', maxWidth: 60 },
        { title: 'first' },
        { title: 'what to do', maxWidth: 60 },
      ],
      rejections.codes.map(({ code, rows: count, reason, first: place, remedy }) => [
        code,
        countText(count),
        reason,
        place,
        remedy ?? '',
      ]),
    );
    const rest = rejected - Math.min(shownRows, rejections.firstRows.length);
    const first = tableLines(
      [{ title: 'file' }, { title: 'row', align: 'right' }, { title: 'code' }, { title: 'reason', maxWidth: 80 }],
      rejections.firstRows
        .slice(0, shownRows)
        .map(({ file, row, code, reason }) => [file, countText(row), code, reason]),
    );
    lines.push('', ...codes, '', ...first);
    if (rest > 0)
      lines.push(dim(`  … and ${countText(rest)} more, each with its values and its reason in the files below`));
    lines.push(
      '',
      `  ${yellow('rejected rows:')} ${rejections.file}`,
      `  ${yellow('try again:')}     correct a file there and move it to ${rejections.inbox}, or`,
      `                 npx dhow dead-letters list --state ${rejections.state}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
