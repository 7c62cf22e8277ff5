export const SITE = 'example.com';
