/** How a person loads the unpacked extension into their browser; nothing but a click of theirs can do that. */
export function loadingSteps(directory: string): string[] {
  return [
    'Open chrome://extensions in Chrome, Chromium, Edge or Brave.',
    'Switch on "Developer mode", at the top right.',
    `Choose "Load unpacked", and there the folder ${directory}`,
  ];
}
