import type { SpanExporter } from '@opentelemetry/sdk-trace';

/** Tells of the first of several failed exports: a collector that is away for hours is one line, not thousands. */
export function reporting(exporter: SpanExporter, tell: ((error: unknown) => void) | undefined): SpanExporter {
  if (tell === undefined) return exporter;
  let isFailing = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        if (result.code === 0) isFailing = false;
        else if (!isFailing) {
          isFailing = true;
          tell(result.error);
        }
        done(result);
      });
    },
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  };
}
