/** What the page's side calls. Everything works on addresses in the one memory; nothing is allocated here. */
export { adam, addTo } from './adam';
export { normSums, unfold } from './batch-norm';
export { blockBytes, freeFrom } from './block';
export { mapsBackward, mapsForward } from './convolution-a';
export { looked, poolForward } from './convolution-b';
export { kernelGradientA } from './kernel-gradient-a';
export { kernelGradientB } from './kernel-gradient-b';
export { packPanels, packSpread } from './pack';
export { packBack, packFolded, packTiles } from './pack-tiles';
export { drawMask, loadPictures } from './pictures';
export { spreadGradient } from './spread-gradient';
export { tilesBytes } from './winograd-gradient';
