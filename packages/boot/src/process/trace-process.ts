import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DhowContext } from '@dhow/core';
import type { LogFields } from '@dhow/core/component';
import { BootError } from '../boot-errors.ts';
import type { DhowSettings } from '../configuration/settings-spec.ts';
import type { Loggers } from '../logging/pino-loggers.ts';

const packageName = '@dhow/opentelemetry';

/** What is used of the package: it is no dependency, since most processes are not traced and its SDK is large. */
interface TracingPackage {
  readonly startTracing: (options: {
    readonly endpoint?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly serviceName: string;
    readonly sampleRatio?: number;
    readonly onExportFailure: (error: unknown) => void;
  }) => { readonly tracer: unknown; stop(): Promise<void> };
  readonly traceRoutes: (
    context: DhowContext,
    options: { readonly tracer: unknown; readonly traceProcessors: boolean; readonly excludePatterns?: string },
  ) => () => void;
  readonly activeLogFields: () => LogFields | undefined;
}

/** What of a process is traced, and by what settings. */
export interface TracedProcess {
  readonly context: DhowContext;
  readonly settings: Pick<DhowSettings, 'tracing' | 'name'>;
  readonly loggers: Pick<Loggers, 'setLineFields'>;
  /** The project's, whose own package comes first: the command may be installed elsewhere, for all projects. */
  readonly folder: string;
}

/**
 * Traces the routes of a context as the settings say; log lines then tell the trace that they are written in. The function
 * returned exports what is left.
 *
 * @throws BootError BOOT_NO_TRACING
 */
export async function traceProcess(
  { context, settings: { tracing, name }, loggers, folder }: TracedProcess,
  load: (specifier: string) => Promise<unknown> = (specifier) => import(specifier) as Promise<unknown>,
): Promise<() => Promise<void>> {
  if (process.env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true') return () => Promise.resolve();
  const { startTracing, traceRoutes, activeLogFields } = await loadPackage(folder, load);
  const { endpoint, headers, sampleRatio, serviceName, processors, excludePatterns } = tracing;
  const log = context.core.logger('dhow.tracing');
  const running = startTracing({
    serviceName: serviceName ?? process.env['OTEL_SERVICE_NAME'] ?? name,
    onExportFailure: (error) =>
      log.warn('spans cannot be exported and are dropped until the collector answers again', { error }),
    ...(endpoint !== undefined && { endpoint }),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(sampleRatio !== undefined && { sampleRatio }),
  });
  const end = traceRoutes(context, {
    tracer: running.tracer,
    traceProcessors: processors,
    ...(excludePatterns !== undefined && { excludePatterns }),
  });
  loggers.setLineFields(activeLogFields);
  return async () => {
    end();
    loggers.setLineFields(undefined);
    await running.stop();
  };
}

async function loadPackage(folder: string, load: (specifier: string) => Promise<unknown>): Promise<TracingPackage> {
  try {
    return (await load(ofProject(folder) ?? packageName)) as TracingPackage;
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    if (code === 'ERR_MODULE_NOT_FOUND' && String(message).includes(packageName))
      throw new BootError('BOOT_NO_TRACING', { package: packageName }, error);
    throw error;
  }
}

/** The URL of the package as a module of the project finds it. */
function ofProject(folder: string): string | undefined {
  try {
    return pathToFileURL(createRequire(join(folder, 'dhow.yaml')).resolve(packageName)).href;
  } catch {
    return undefined;
  }
}
