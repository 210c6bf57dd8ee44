import type { RoutesModel, StepModel } from '../model/route-model.ts';

/** The sources whose services run, so that a new version of one finds what it takes the place of. */
export class RestSources {
  #sources: readonly RoutesModel[] = [];
  #ids: ReadonlySet<string> = new Set();

  /** Of the routes that services became. */
  get ids(): ReadonlySet<string> {
    return this.#ids;
  }

  add(sources: readonly RoutesModel[], ids: readonly string[]): void {
    this.#ids = new Set([...this.#ids, ...ids]);
    this.#sources = [...this.#sources, ...sources.filter(({ rests }) => rests.length > 0)];
  }

  /**
   * All sources once the new one has come: services of the same file, or of the same id or path, are those of the new
   * source. Undefined when the new one neither brings nor takes away services.
   */
  with(source: RoutesModel): readonly RoutesModel[] | undefined {
    const files = new Set(placesOf(source).map(({ file }) => file));
    const names = new Set(source.rests.map(nameOf));
    let place = -1;
    const left = this.#sources.map((each, index) => {
      const rests = each.rests.filter(
        (rest) => !(rest.source !== undefined && files.has(rest.source.file)) && !names.has(nameOf(rest)),
      );
      if (rests.length === each.rests.length) return each;
      if (place < 0) place = index;
      return { ...each, rests };
    });
    if (place < 0 && source.rests.length === 0) return undefined;
    if (place < 0) return [...left, source];
    return [...left.slice(0, place), source, ...left.slice(place)];
  }

  /** These are the sources now. */
  settle(sources: readonly RoutesModel[], ids: readonly string[]): void {
    this.#ids = new Set(ids);
    this.#sources = sources.filter(({ rests }) => rests.length > 0);
  }
}

function placesOf({ routes, rests, restConfiguration, scoped }: RoutesModel) {
  return [...routes, ...rests, ...scoped, restConfiguration].flatMap((each) => each?.source ?? []);
}

const nameOf = ({ id, options }: StepModel) => id ?? String((options['path'] as string | undefined) ?? '');
