/**
 * What a reader has set up on the stepper: rung, kernel, settings, and where the kernel stands. Held by the figure alone, because no
 * other figure knows it; on the rung of the network's own filters, channel and cell are the site's selection instead.
 */
import { colourPart, greyPart, liveliestPart, signal } from './inputs.ts';
import { filterAt, type FirstFilters } from './learned.ts';
import { greyKernel, patternKernel, presetsOf } from './presets.ts';
import {
  clampPlace,
  networkSettings,
  placeAfter,
  placeOnto,
  sceneOf,
  strongestPlace,
  type Cell,
  type Rung,
  type Settings,
} from './scene.ts';

/** What the bench looks up elsewhere, each time anew. */
export interface Sources {
  /** Bytes of the chosen picture. */
  readonly pixels: () => Uint8Array;
  readonly filters: () => FirstFilters;
  /** The selected filter of the first layer, and the selected cell of its map. */
  readonly chosen: () => { readonly filter: number; readonly cell: Cell | null };
  /** Selects a cell of that map. */
  readonly choose: (cell: Cell) => void;
  /** Whether that selection is pinned, and its change. */
  readonly pinned: () => boolean;
  readonly pin: (pinned: boolean) => void;
}

interface Kernel {
  readonly values: Float64Array;
  readonly bias: number;
}

/** Kernels are named by their preset, or as `learned 6`: the seventh filter of the first layer. */
const learnedName = /^learned (\d+)$/;

export class Bench {
  readonly #sources: Sources;
  #rung = $state<Rung>('grey');
  #settings = $state.raw<Settings>({ ...networkSettings, padding: 0 });
  #names = $state.raw({ signal: 'difference', picture: 'sobel-x' });
  /** A kernel changed by hand; null: as named. */
  #edited = $state.raw<Kernel | null>(null);
  /** Where the reader put the kernel; null: where its answer is strongest. */
  #at = $state.raw<Cell | null>(null);
  /** The input cell pointed at, where that is what moved the kernel. */
  pixel = $state.raw<Cell | null>(null);
  #held = $state(false);
  /** The kernel moves by itself. */
  playing = $state(false);

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** Where the part of the picture begins. */
  readonly corner = $derived.by(() => liveliestPart(this.#sources.pixels(), this.settings.side));

  readonly #input = $derived.by(() => {
    if (this.#rung === 'signal') return signal;
    const { side } = this.settings;
    const part = this.#rung === 'grey' ? greyPart : colourPart;
    return part(this.#sources.pixels(), side, this.corner);
  });

  readonly #named = $derived.by((): Kernel => {
    const filters = this.#sources.filters();
    if (this.#rung === 'filters') return filterAt(filters, this.#sources.chosen().filter);
    const learned = learnedName.exec(this.kernelName);
    if (!learned) {
      const preset = presetsOf(this.#rung).find(({ id }) => id === this.kernelName)!;
      return {
        values: patternKernel(preset.values, this.#rung === 'colour' ? 3 : 1),
        bias: 0,
      };
    }
    const { values, bias } = filterAt(filters, Number(learned[1]));
    return { values: this.#rung === 'grey' ? greyKernel(values) : values, bias };
  });

  readonly scene = $derived.by(() => {
    const { values, bias } = this.#edited ?? this.#named;
    return sceneOf(this.#rung, this.#input, values, bias, this.settings);
  });

  /** Where the kernel stands. */
  readonly place = $derived.by(() => {
    const chosen = this.#rung === 'filters' ? this.#sources.chosen().cell : null;
    return clampPlace(this.scene, chosen ?? this.#at ?? strongestPlace(this.scene));
  });

  /** The kernel stays where it is, whatever is hovered. */
  get held(): boolean {
    return this.#rung === 'filters' ? this.#sources.pinned() : this.#held;
  }

  set held(held: boolean) {
    if (this.#rung !== 'filters') this.#held = held;
    else if (held !== this.held) this.#sources.pin(held);
  }

  get rung(): Rung {
    return this.#rung;
  }

  climb(rung: Rung): void {
    if ((rung === 'signal') !== (this.#rung === 'signal')) this.#at = null;
    this.#rest();
    this.#rung = rung;
    this.#edited = null;
  }

  /** The network's own where its own filters are looked at. */
  get settings(): Settings {
    return this.#rung === 'filters' ? networkSettings : this.#settings;
  }

  set(part: Partial<Settings>): void {
    const { side } = this.#settings;
    this.#settings = { ...this.#settings, ...part };
    // A place of the whole picture means nothing on a part of it.
    if (this.#settings.side !== side) this.#at = null;
    this.#rest();
  }

  get kernelName(): string {
    return this.#rung === 'signal' ? this.#names.signal : this.#names.picture;
  }

  /** True where the kernel was changed by hand. */
  get edited(): boolean {
    return this.#edited !== null;
  }

  take(name: string): void {
    const group = this.#rung === 'signal' ? 'signal' : 'picture';
    this.#names = { ...this.#names, [group]: name };
    this.#edited = null;
  }

  /** Changes one weight, by its place in the kernel. */
  edit(index: number, weight: number): void {
    const { kernel, bias } = this.scene;
    this.#edited = { values: kernel.with(index, weight), bias };
  }

  /** Points at an output. */
  point(place: Cell): void {
    if (this.held) return;
    this.pixel = null;
    this.#moveTo(place);
  }

  /** Points at a cell of the input: the kernel comes to stand over it. */
  pointInput(pixel: Cell): void {
    if (this.held || !this.scene.output) return;
    const { rows, columns } = this.scene;
    this.pixel = pixel;
    this.#moveTo({ row: placeOnto(rows, pixel.row), column: placeOnto(columns, pixel.column) });
  }

  #moveTo(place: Cell): void {
    this.playing = false;
    this.#go(place);
  }

  #go(place: Cell): void {
    this.#at = place;
    if (this.#rung === 'filters') this.#sources.choose(place);
  }

  /** Holds the kernel at a place; a press on the place where it is held lets go. */
  press(go: () => void): void {
    const before = this.place;
    const was = this.held;
    this.held = false;
    go();
    this.held = !(was && before.row === this.place.row && before.column === this.place.column);
  }

  /** True where there was something to let go of. */
  release(): boolean {
    if (!this.held && !this.playing) return false;
    this.#rest();
    return true;
  }

  #rest(): void {
    this.held = false;
    this.playing = false;
    this.pixel = null;
  }

  /** Moves on by so many places, in reading order. */
  step(steps: number): void {
    this.held = false;
    this.pixel = null;
    this.#go(placeAfter(this.scene, this.place, steps));
  }
}
