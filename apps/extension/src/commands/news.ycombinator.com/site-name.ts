export const SITE = 'news.ycombinator.com';
