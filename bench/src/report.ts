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

const startCpu = { value: process.cpuUsage() };
const startWall = { value: performance.now() };

/** Starts the measured part anew, after warm-up. */
export function begin(): void {
  startCpu.value = process.cpuUsage();
  startWall.value = performance.now();
}

/** Ends the measured part and prints the report. */
export function end(checksum: string | number, units: number, extra?: ProgramReport['extra']): void {
  print(checksum, units, process.cpuUsage(startCpu.value), performance.now() - startWall.value, extra);
}

/** The same for the whole process, its start included; CPU and time may have been read earlier. */
export function endOfProcess(
  checksum: string | number,
  units: number,
  extra?: ProgramReport['extra'],
  cpu: NodeJS.CpuUsage = process.cpuUsage(),
  wallMs: number = performance.now(),
): void {
  print(checksum, units, cpu, wallMs, extra);
}

function print(
  checksum: string | number,
  units: number,
  cpu: NodeJS.CpuUsage,
  wallMs: number,
  extra: ProgramReport['extra'],
): void {
  const report: ProgramReport = {
    checksum: String(checksum),
    units,
    cpuMs: (cpu.user + cpu.system) / 1000,
    wallMs,
    peakRssMb: process.resourceUsage().maxRSS / 1024,
    ...(extra ? { extra } : {}),
  };
  console.log(JSON.stringify(report));
}
