import type { ComponentContext, StateStore } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import type { FileOptions } from './file-endpoint.ts';
import { FileNameTemplate } from './file-name-template.ts';
import { fileValues } from './file-outcome.ts';
import type { FoundFile } from './found-file.ts';
import { silenceMs, startBeating } from './heartbeat.ts';
import { standingOf, thisProcess } from './process-owner.ts';

/** What is known of a file: nothing, that somebody works on it, or that it was done. */
export type FileStanding = 'free' | 'taken' | 'done';

/** A file that nobody else works on now. One of the ends must be called. */
export interface FileClaim {
  /** It is done, and not taken again. */
  confirm(): Promise<void>;
  /** It may be taken again. */
  release(): Promise<void>;
}

interface KeyRepository {
  standing(key: string): Promise<FileStanding>;
  /** Undefined when somebody else was faster. */
  take(key: string): Promise<FileClaim | undefined>;
}

/** A bean with the methods of Camel's idempotent repositories, as `idempotentConsumer` takes it. */
export interface SeenKeys {
  add(key: string): boolean | Promise<boolean>;
  contains(key: string): boolean | Promise<boolean>;
  confirm(key: string): unknown;
  remove(key: string): unknown;
}

/** Remembers the files that are done, and with `idempotentEager` keeps others off those that are being worked on. */
export class IdempotentFiles {
  readonly #repository: KeyRepository;
  readonly #key: FileNameTemplate | undefined;

  constructor(options: FileOptions, folder: string, routeId: string, context: ComponentContext) {
    const { idempotentKey, idempotentRepository, idempotentEager } = options;
    this.#key = idempotentKey === undefined ? undefined : new FileNameTemplate(idempotentKey, 'idempotentKey');
    this.#repository =
      idempotentRepository === undefined
        ? new StoredKeys(`file-idempotent/${routeId}/${folder}`, idempotentEager, context)
        : new BeanKeys(seenKeys(idempotentRepository), idempotentEager);
  }

  standing(file: FoundFile): Promise<FileStanding> {
    return this.#repository.standing(this.#keyOf(file));
  }

  take(file: FoundFile): Promise<FileClaim | undefined> {
    return this.#repository.take(this.#keyOf(file));
  }

  #keyOf(file: FoundFile): string {
    return this.#key?.fill(fileValues(file, 0)) ?? file.path;
  }
}

/**
 * Keys in the state store. A key that was taken eagerly runs out unless its process gives a sign of life: Camel's own, in a
 * repository that outlives the process, would keep the file of a killed process from being taken for ever.
 */
class StoredKeys implements KeyRepository {
  readonly #namespace: string;
  readonly #isEager: boolean;
  readonly #context: ComponentContext;
  readonly #state: StateStore;

  constructor(namespace: string, isEager: boolean, context: ComponentContext) {
    this.#namespace = namespace;
    this.#isEager = isEager;
    this.#context = context;
    this.#state = context.state;
  }

  async standing(key: string): Promise<FileStanding> {
    const entry = await this.#state.get(this.#namespace, key);
    if (entry === undefined) return 'free';
    if (!isTaken(entry.value)) return 'done';
    return standingOf(entry.value.takenBy) === 'gone' ? 'free' : 'taken';
  }

  async take(key: string): Promise<FileClaim | undefined> {
    const confirm = async () => void (await this.#state.put(this.#namespace, key, true));
    if (!this.#isEager) return { confirm, release: () => Promise.resolve() };
    if (!(await this.#write(key))) return undefined;
    const stopBeating = startBeating(this.#context.clock, () => this.#renew(key));
    return {
      confirm() {
        stopBeating();
        return confirm();
      },
      release: async () => {
        stopBeating();
        const version = await this.#ownVersion(key);
        if (version !== undefined) await this.#state.delete(this.#namespace, key, version);
      },
    };
  }

  async #write(key: string): Promise<boolean> {
    const [state, namespace] = [this.#state, this.#namespace];
    if (await state.putIfAbsent(namespace, key, ownClaim, { ttlMs: silenceMs })) return true;
    const entry = await state.get(namespace, key);
    if (entry === undefined || !isTaken(entry.value) || standingOf(entry.value.takenBy) !== 'gone') return false;
    return state.compareAndSet(namespace, key, entry.version, ownClaim, { ttlMs: silenceMs });
  }

  async #renew(key: string): Promise<void> {
    const version = await this.#ownVersion(key);
    if (version !== undefined)
      await this.#state.compareAndSet(this.#namespace, key, version, ownClaim, { ttlMs: silenceMs });
  }

  async #ownVersion(key: string): Promise<number | undefined> {
    const entry = await this.#state.get(this.#namespace, key);
    const isOwn = entry !== undefined && isTaken(entry.value) && entry.value.takenBy.run === thisProcess.run;
    return isOwn ? entry.version : undefined;
  }
}

const ownClaim = { takenBy: { ...thisProcess } };

function isTaken(value: unknown): value is typeof ownClaim {
  return typeof value === 'object' && value !== null && 'takenBy' in value;
}

/** Keys in a repository of the application's. */
class BeanKeys implements KeyRepository {
  readonly #bean: SeenKeys;
  readonly #isEager: boolean;

  constructor(bean: SeenKeys, isEager: boolean) {
    this.#bean = bean;
    this.#isEager = isEager;
  }

  async standing(key: string): Promise<FileStanding> {
    return (await this.#bean.contains(key)) ? 'done' : 'free';
  }

  async take(key: string): Promise<FileClaim | undefined> {
    if (this.#isEager && !(await this.#bean.add(key))) return undefined;
    return {
      confirm: async () => void (await (this.#isEager ? this.#bean.confirm(key) : this.#bean.add(key))),
      release: async () => void (await this.#bean.remove(key)),
    };
  }
}

const needed = ['add', 'contains', 'confirm', 'remove'] as const satisfies readonly (keyof SeenKeys)[];

function seenKeys(bean: unknown): SeenKeys {
  if (needed.every((method) => typeof (bean as Partial<SeenKeys> | null)?.[method] === 'function'))
    return bean as SeenKeys;
  const expected = `a bean with the methods ${needed.join(', ')}, such as an IdempotentRepository of @dhow/core/state`;
  const found = typeof bean === 'string' ? bean : 'something else';
  throw new ComponentError('ENDPOINT_OPTION_INVALID', {
    endpoint: 'file',
    option: 'idempotentRepository',
    found,
    expected,
  });
}
