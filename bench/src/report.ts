/** What a bench program prints as its last line, for the harness to read. */
export interface ProgramReport {
  /** Over the output: equal for all programs of a work. */
  readonly checksum: string;
  /** Units of work done (messages, rows), for the "per unit" column. */
  readonly units: number;
  /** CPU and wall milliseconds of the measured part; the whole process where a program does not say. */
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly peakRssMb: number;
  /** Further figures by name, shown as they are. */
  readonly extra?: Readonly<Record<string, number | string>>;
}

/** The figures at one moment. */
export type Reading = Pick<ProgramReport, 'cpuMs' | 'wallMs' | 'peakRssMb'>;

const startCpu = { value: process.cpuUsage() };
const startWall = { value: performance.now() };

/** Starts the measured part anew, after warm-up. */
export function begin(): void {
  startCpu.value = process.cpuUsage();
  startWall.value = performance.now();
}

/** Ends the measured part: read it before the output is checked. */
export function reading(): Reading {
  const cpu = process.cpuUsage(startCpu.value);
  return {
    cpuMs: (cpu.user + cpu.system) / 1000,
    wallMs: performance.now() - startWall.value,
    peakRssMb: process.resourceUsage().maxRSS / 1024,
  };
}

/** The same for the whole process, its start included. */
export function readingOfProcess(): Reading {
  const cpu = process.cpuUsage();
  return {
    cpuMs: (cpu.user + cpu.system) / 1000,
    wallMs: performance.now(),
    peakRssMb: process.resourceUsage().maxRSS / 1024,
  };
}

/** Prints the report. */
export function end(
  checksum: string | number,
  units: number,
  extra: ProgramReport['extra'] = {},
  read: Reading = reading(),
): void {
  const report: ProgramReport = { checksum: String(checksum), units, ...read, extra };
  console.log(JSON.stringify(report));
}

const warmUps = 5;
const measured = 5;

/**
 * Measures work that a long-lived process does again and again: a few runs to warm up, which are compiled meanwhile, then
 * some that count together. The CPU of the first run is told beside, and its memory is the peak: later runs add garbage that
 * V8 leaves lying while there is room.
 */
export async function measureWarm(
  run: () => Promise<void>,
  checksum: () => string,
  units: () => number,
): Promise<void> {
  begin();
  await run();
  const { cpuMs: firstRunMs, peakRssMb } = reading();
  for (let i = 1; i < warmUps; i++) await run();
  begin();
  for (let i = 0; i < measured; i++) await run();
  const { cpuMs, wallMs } = reading();
  const average = { cpuMs: cpuMs / measured, wallMs: wallMs / measured, peakRssMb };
  end(checksum(), units(), { 'first run CPU ms': Math.round(firstRunMs) }, average);
}
