/**
 * Solid things from flat faces: turned in space, seen with a little perspective, lit from one side and painted from
 * back to front. x points forward, y up, z to the right of the thing.
 */
import { cells, type Canvas, type Point } from './canvas.ts';
import { lit, mix, type Colour } from './colour.ts';

export type Vector = readonly [x: number, y: number, z: number];

export interface Face {
  readonly points: readonly Vector[];
  readonly colour: Colour;
  /** Faces of a higher layer are painted later, whatever their depth: windows on a body. */
  readonly layer?: number;
  /** Painted whichever side is seen: wings and fins. Otherwise only where the points run anticlockwise to the eye. */
  readonly flat?: boolean;
  /** Shining or dark by itself: no shading. */
  readonly plain?: boolean;
  /** Opacity; 1 unless told. */
  readonly alpha?: number;
}

export interface View {
  /** Turn about the upright axis; 0 shows the right side with the nose to the right. Radians, as the others. */
  readonly yaw: number;
  /** Raises the eye above the thing. */
  readonly pitch: number;
  readonly roll: number;
  readonly centre: Point;
  /** Canvas lengths for one length of the thing. */
  readonly scale: number;
  /** 0: none; about 0.3: a lens close by. */
  readonly perspective: number;
  /** Direction to the light in the viewer's frame: right, up, towards the eye; length 1. */
  readonly light: Vector;
  /** Share of the light that comes from all around. */
  readonly ambient: number;
}

/** To the viewer's frame: x right, y up, z towards the eye. */
function turn(view: View): (point: Vector) => Vector {
  const [cy, sy] = [Math.cos(view.yaw), Math.sin(view.yaw)];
  const [cp, sp] = [Math.cos(view.pitch), Math.sin(view.pitch)];
  const [cr, sr] = [Math.cos(view.roll), Math.sin(view.roll)];
  return ([x, y, z]) => {
    // Roll about the thing's own length first: a bank of wings.
    const y1 = y * cr - z * sr;
    const z1 = y * sr + z * cr;
    const x2 = x * cy - z1 * sy;
    const z2 = x * sy + z1 * cy;
    return [x2, y1 * cp - z2 * sp, y1 * sp + z2 * cp];
  };
}

const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

function normalOf(points: readonly Vector[]): Vector {
  const u = minus(points[1]!, points[0]!);
  const v = minus(points[2]!, points[0]!);
  const n: Vector = [
    u[1] * v[2] - u[2] * v[1],
    u[2] * v[0] - u[0] * v[2],
    u[0] * v[1] - u[1] * v[0],
  ];
  const length = Math.hypot(...n) || 1;
  return [n[0] / length, n[1] / length, n[2] / length];
}

/** Where a point of the thing lands on the canvas. */
export function projector(view: View): (point: Vector) => Point {
  const turned = turn(view);
  return (point) => flatten(turned(point), view);
}

function flatten([x, y, z]: Vector, view: View): Point {
  const near = view.scale / (1 - view.perspective * z);
  return [view.centre[0] + x * near, view.centre[1] - y * near];
}

/** Lambert's law with some light from all around, and a paler, bluer shade where the sky is seen in it. */
function shaded(face: Face, normal: Vector, view: View): Colour {
  if (face.plain) return face.colour;
  const facing = normal[0] * view.light[0] + normal[1] * view.light[1] + normal[2] * view.light[2];
  const light = view.ambient + (1 - view.ambient) * Math.max(0, facing);
  const sky = Math.max(0, normal[1]) * 0.1;
  return mix(lit(face.colour, 0.25 + 0.9 * light), [0.8, 0.86, 0.95], sky);
}

export function paintSolid(canvas: Canvas, faces: readonly Face[], view: View): void {
  const turned = turn(view);
  const shown = faces
    .map((face) => {
      const points = face.points.map(turned);
      const outward = normalOf(points);
      const normal: Vector =
        face.flat && outward[2] < 0 ? [-outward[0], -outward[1], -outward[2]] : outward;
      const depth = points.reduce((sum, point) => sum + point[2], 0) / points.length;
      return { face, points, normal, depth };
    })
    .filter(({ normal }) => normal[2] > 0)
    .sort((a, b) => (a.face.layer ?? 0) - (b.face.layer ?? 0) || a.depth - b.depth);
  for (const { face, points, normal } of shown)
    canvas.fill(grown(points.map((point) => flatten(point, view))), {
      from: shaded(face, normal, view),
      alpha: face.alpha ?? 1,
    });
}

/** Each point a fifth of a cell further from the middle, so that no background shines through between two faces. */
function grown(outline: readonly Point[]): Point[] {
  const x = outline.reduce((sum, point) => sum + point[0], 0) / outline.length;
  const y = outline.reduce((sum, point) => sum + point[1], 0) / outline.length;
  return outline.map((point): Point => {
    const away = 0.2 / cells / (Math.hypot(point[0] - x, point[1] - y) || 1);
    return [point[0] + (point[0] - x) * away, point[1] + (point[1] - y) * away];
  });
}

/** A closed tube through rings of `sides` points; `colour` by the height of a face, from -1 (belly) to 1. */
export function tube(
  rings: readonly { readonly centre: Vector; readonly radius: number }[],
  sides: number,
  colour: (height: number, ring: number) => Colour,
  layer = 0,
): Face[] {
  const ring = ({ centre: [x, y, z], radius }: (typeof rings)[number]): Vector[] =>
    Array.from({ length: sides }, (_, i): Vector => {
      const angle = (i / sides) * 2 * Math.PI;
      return [x, y + Math.sin(angle) * radius, z + Math.cos(angle) * radius];
    });
  const faces: Face[] = [];
  for (let i = 0; i + 1 < rings.length; i++) {
    const [a, b] = [ring(rings[i]!), ring(rings[i + 1]!)];
    for (let k = 0; k < sides; k++) {
      const next = (k + 1) % sides;
      const height = Math.sin(((k + 0.5) / sides) * 2 * Math.PI);
      faces.push({ points: [a[k]!, b[k]!, b[next]!, a[next]!], colour: colour(height, i), layer });
    }
  }
  const last = rings.length - 1;
  faces.push({ points: ring(rings[last]!).reverse(), colour: colour(0, last), layer });
  faces.push({ points: ring(rings[0]!), colour: colour(0, 0), layer });
  return faces;
}
