/** Camel's pattern of names: exact (without regard to case), a wildcard at the end (`abc*`), or a regular expression. */
export function matchesPattern(name: string, pattern: string): boolean {
  if (name === pattern || pattern === '*') return true;
  const lower = name.toLowerCase();
  if (pattern.endsWith('*') && lower.startsWith(pattern.slice(0, -1).toLowerCase())) return true;
  if (lower === pattern.toLowerCase()) return true;
  try {
    return new RegExp(`^(?:${pattern})$`, 'i').test(name);
  } catch {
    return false;
  }
}

/** As {@link matchesPattern} for endpoint URIs: `scheme:path` and `scheme://path` are the same. */
export function matchesUri(uri: string, pattern: string): boolean {
  if (matchesPattern(uri, pattern)) return true;
  const loose = uri.replace('://', ':');
  return (
    matchesPattern(loose, pattern) ||
    matchesPattern(loose, pattern.replace('://', ':')) ||
    matchesPattern(uri, pattern.replace(/^([\w-]+):(?!\/\/)/, '$1://'))
  );
}
