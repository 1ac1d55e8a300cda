/** Says in words, before anything else runs, that the scripts need the project's own Node. Plain JavaScript: old Nodes must read it. */
const needed = 24;
const found = Number(process.versions.node.split('.')[0]);

if (found < needed) {
  console.error(
    `Three Blocks runs on Node ${needed}, which comes with its packages; this is Node ${process.versions.node}. ` +
      'Run `npm ci` in this folder (install scripts allowed), then the command again.',
  );
  process.exit(1);
}
