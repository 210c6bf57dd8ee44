/** An object in the place of a bean that could not be made: it has every method, so that only the bean itself is told of. */
export function standIn(): unknown {
  const anything = (): unknown => undefined;
  return new Proxy(anything, {
    // Whoever awaits it gets it at once.
    get: (target, name) =>
      name === 'then' || typeof name === 'symbol' ? undefined : (Reflect.get(target, name) ?? anything),
    has: () => true,
  });
}
