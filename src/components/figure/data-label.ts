/** What must stand on every picture and figure about where its pictures come from. */
import type { DataManifest } from '../../core/dataset/catalog.ts';

export interface DataLabel {
  /** For readers, for example `CIFAR-10, rebuilt copy`. */
  readonly name: string;
  /** True where the pictures are drawn by this project's code: the label then is a warning that never goes away. */
  readonly drawn: boolean;
}

export const labelOf = (manifest: DataManifest): DataLabel => ({
  name: manifest.name,
  drawn: manifest.source === 'procedural',
});
