/** Where the site lives on its host: its folder, ending in a slash, whatever way it was configured. */
export const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');
