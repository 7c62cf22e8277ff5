/** Rows as Hacker News writes them: a story, a post of text, and an offer of a job that has no score, author or comments. */
const STORY = `<tr class="athing submission" id="101"><td class="title"><span class="rank">1.</span></td><td class="votelinks"></td>
<td class="title"><span class="titleline"><a href="https://kettles.test/sings">A kettle that sings &amp; boils</a>
<span class="sitebit comhead"> (<a href="from?site=kettles.test"><span class="sitestr">kettles.test</span></a>)</span></span></td></tr>
<tr><td colspan="2"></td><td class="subtext"><span class="subline"><span class="score" id="score_101">1284 points</span> by
<a href="user?id=tea_pot" class="hnuser">tea_pot</a> <span class="age" title="2026-04-26T06:24:42 1777184682"><a href="item?id=101">2 hours
ago</a></span> | <a href="hide?id=101&amp;goto=news">hide</a> | <a href="item?id=101">145&nbsp;comments</a></span></td></tr>`;

const SELF_POST = `<tr class="athing submission" id="102"><td class="title"><span class="rank">2.</span></td><td class="votelinks"></td>
<td class="title"><span class="titleline"><a href="item?id=102">Ask: which kettle?</a></span></td></tr>
<tr><td colspan="2"></td><td class="subtext"><span class="subline"><span class="score" id="score_102">1 point</span> by
<a href="user?id=_-x-_" class="hnuser">_-x-_</a> <span class="age" title="2026-04-26T00:50:56 1777164656"><a href="item?id=102">8 hours
ago</a></span> | <a href="hide?id=102&amp;goto=news">hide</a> | <a href="item?id=102">discuss</a></span></td></tr>`;

const JOB = `<tr class="athing submission" id="103"><td class="title"><span class="rank">3.</span></td><td></td>
<td class="title"><span class="titleline"><a href="https://hiring.test/jobs">Kettle Works is hiring</a></span></td></tr>
<tr><td colspan="2"></td><td class="subtext"><span class="age" title="2026-04-26T07:00:10 1777186810"><a href="item?id=103">2 hours
ago</a></span> | <a href="hide?id=103&amp;goto=news">hide</a></td></tr>`;

const list = (op: string, rows: readonly string[], me: string): string => `<html lang="en" op="${op}">
<head><meta charset="utf-8"><title>Hacker News</title></head><body><center><table id="hnmain">
<tr><td><span class="pagetop"><a href="news">Hacker News</a> <a href="newest">new</a></span> <span class="pagetop">${me}</span></td></tr>
<tr id="bigbox"><td><table>${rows.join('<tr class="spacer"></tr>')}<tr class="morespace"></tr></table></td></tr>
</table></center></body></html>`;

const LOGIN_LINK = '<a href="login?goto=news">login</a>';

/** Pages of the structure of news.ycombinator.com, by path. */
export const HACKER_NEWS: Readonly<Record<string, string>> = {
  '/': list('news', [STORY, SELF_POST, JOB], LOGIN_LINK),
  '/newest': list(
    'newest',
    [JOB],
    '<a id="me" href="user?id=tea_pot">tea_pot</a> (3) | <a href="logout?auth=0">logout</a>',
  ),
  '/login': '<body><b>Login</b><form method="post"><input name="acct"><input name="pw" type="password"></form></body>',
};
