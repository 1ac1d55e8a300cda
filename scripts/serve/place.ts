/** Where a requested path leads inside a folder: a file, another address, or nowhere. Never outside the folder. */
import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

export type Place =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly bytes: number;
      readonly modified: number;
    }
  | { readonly kind: 'elsewhere'; readonly location: string }
  | { readonly kind: 'nowhere' };

const nowhere: Place = { kind: 'nowhere' };

/** A base path with a slash at both ends. */
export const framed = (base: string): string => {
  const inner = base.split('/').filter(Boolean).join('/');
  return inner === '' ? '/' : `/${inner}/`;
};

/** The names a decoded path is made of, or null where one could leave the folder, is empty, or is hidden. */
function namesOf(rest: string): readonly string[] | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(rest);
  } catch {
    return null;
  }
  if (decoded === '') return [];
  const names = decoded.replace(/\/$/, '').split('/');
  const bad = (name: string): boolean =>
    name === '' || (name.startsWith('.') && name !== '.well-known') || /[\\\0]/.test(name);
  return names.some(bad) ? null : names;
}

/** `path` is the raw path of the request, still encoded, without its query; `query` begins with `?` or is empty. */
export async function findPlace(
  root: string,
  base: string,
  path: string,
  query: string,
): Promise<Place> {
  if (`${path}/` === base) return { kind: 'elsewhere', location: base + query };
  if (!path.startsWith(base)) return nowhere;
  const names = namesOf(path.slice(base.length));
  if (!names) return nowhere;
  try {
    const home = await realpath(root);
    const target = await realpath(join(home, ...names));
    if (target !== home && !target.startsWith(home + sep)) return nowhere;
    const found = await stat(target);
    const asFolder = path.endsWith('/');
    if (found.isDirectory()) {
      if (!asFolder) return { kind: 'elsewhere', location: `${path}/${query}` };
      const page = join(target, 'index.html');
      const { size, mtimeMs } = await stat(page);
      return { kind: 'file', path: page, bytes: size, modified: mtimeMs };
    }
    if (asFolder || !found.isFile()) return nowhere;
    return { kind: 'file', path: target, bytes: found.size, modified: found.mtimeMs };
  } catch {
    return nowhere;
  }
}
