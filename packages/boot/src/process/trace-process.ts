import type { DhowContext } from '@dhow/core';
import { BootError } from '../boot-errors.ts';
import type { DhowSettings } from '../configuration/settings-spec.ts';

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
}

/**
 * Traces the routes of a context as the settings say. The function returned exports what is left.
 *
 * @throws BootError BOOT_NO_TRACING
 */
export async function traceProcess(
  context: DhowContext,
  { tracing, name }: Pick<DhowSettings, 'tracing' | 'name'>,
  load: (name: string) => Promise<unknown> = (specifier) => import(specifier) as Promise<unknown>,
): Promise<() => Promise<void>> {
  if (process.env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true') return () => Promise.resolve();
  const { startTracing, traceRoutes } = await loadPackage(load);
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
  return async () => {
    end();
    await running.stop();
  };
}

async function loadPackage(load: (name: string) => Promise<unknown>): Promise<TracingPackage> {
  try {
    return (await load(packageName)) as TracingPackage;
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    if (code === 'ERR_MODULE_NOT_FOUND' && String(message).includes(packageName))
      throw new BootError('BOOT_NO_TRACING', { package: packageName }, error);
    throw error;
  }
}
