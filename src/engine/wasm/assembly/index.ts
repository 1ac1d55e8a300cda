/** What the page's side calls. Everything works on addresses in the one memory; nothing is allocated here. */
export { adam, addTo } from './adam';
export { normSums, unfold } from './batch-norm';
export { blockBytes, freeFrom } from './block';
export { mapsBackward, mapsForward } from './convolution-a';
export { looked, poolForward } from './convolution-b';
export { kernelGradientA } from './kernel-gradient-a';
export { kernelGradientB } from './kernel-gradient-b';
export { packBack, packFolded, packPanels, packSpread } from './pack';
export { drawMask, loadPictures } from './pictures';
export { spreadGradient } from './spread-gradient';
