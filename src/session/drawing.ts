/** How long the page takes over what it was just told, seen from outside: until the frame after it, whoever draws in it. */

/** Milliseconds until the next frame is done; never where none comes, as in a hidden tab. */
export type TimeDrawing = (done: (milliseconds: number) => void) => void;

/** On the browser's own frames; where there are none nothing is said. */
export const timeDrawing: TimeDrawing = (done) => {
  if (typeof requestAnimationFrame === 'undefined') return;
  const began = performance.now();
  // What a frame's callbacks ask for is drawn right after them; a message that was posted there comes when that is over.
  requestAnimationFrame((frame) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      // Waiting for the frame is no work.
      const waited = Math.max(0, Math.min(frame - began, 16));
      done(Math.max(0, performance.now() - began - waited));
      port1.close();
    };
    port2.postMessage(null);
  });
};
