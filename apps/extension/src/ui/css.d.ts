/** The bundler turns a style sheet into a link of the page. */
declare module '*.css';
