/** Rows as the site writes them: title row, row of details, spacer. */
export const STORY = `<tr class="athing submission" id="101"><td class="title"><span class="rank">1.</span></td><td class="votelinks"><center><a id="up_101" href="vote?id=101&amp;how=up"><div class="votearrow"></div></a></center></td><td class="title"><span class="titleline"><a href="https://kettles.test/sings">A kettle that sings &amp; boils</a><span class="sitebit comhead"> (<a href="from?site=kettles.test"><span class="sitestr">kettles.test</span></a>)</span></span></td></tr><tr><td colspan="2"></td><td class="subtext"><span class="subline"><span class="score" id="score_101">1,284 points</span> by <a href="user?id=tea_pot" class="hnuser">tea_pot</a> <span class="age" title="2026-04-26T06:24:42 1777184682"><a href="item?id=101">2 hours ago</a></span> <span id="unv_101"></span> | <a href="hide?id=101&amp;goto=news">hide</a> | <a href="item?id=101">145&nbsp;comments</a></span></td></tr><tr class="spacer" style="height:5px"></tr>`;

/** A post of text: its link leads to its own page, and nobody has said anything yet. */
export const SELF_POST = `<tr class="athing submission" id="102"><td class="title"><span class="rank">2.</span></td><td class="votelinks"></td><td class="title"><span class="titleline"><a href="item?id=102">Ask: which kettle?</a></span></td></tr><tr><td colspan="2"></td><td class="subtext"><span class="subline"><span class="score" id="score_102">1 point</span> by <a href="user?id=_-x-_" class="hnuser">_-x-_</a> <span class="age" title="2026-04-26T00:50:56 1777164656"><a href="item?id=102">8 hours ago</a></span> | <a href="hide?id=102&amp;goto=news">hide</a> | <a href="item?id=102">discuss</a></span></td></tr><tr class="spacer" style="height:5px"></tr>`;

/** An offer of a job: no score, no author, no comments. */
export const JOB = `<tr class="athing submission" id="103"><td class="title"><span class="rank">3.</span></td><td><img src="s.gif" height="1" width="14"></td><td class="title"><span class="titleline"><a href="https://hiring.test/jobs">Kettle Works is hiring</a><span class="sitebit comhead"> (<a href="from?site=hiring.test"><span class="sitestr">hiring.test</span></a>)</span></span></td></tr><tr><td colspan="2"></td><td class="subtext"><span class="age" title="2026-04-26T07:00:10"><a href="item?id=103">2 hours ago</a></span> | <a href="hide?id=103&amp;goto=news">hide</a></td></tr><tr class="spacer" style="height:5px"></tr>`;

/** A page of the structure of the front page. */
export function frontPage(rows: readonly string[], { username }: { readonly username?: string } = {}): string {
  const me = username === undefined ? '<a href="login?goto=news">login</a>' : signedIn(username);
  return `<html lang="en" op="news"><head><title>Hacker News</title></head><body><center><table id="hnmain"><tr><td><table><tr><td><span class="pagetop"><b class="hnname"><a href="news">Hacker News</a></b> <a href="newest">new</a> | <a href="jobs">jobs</a></span></td><td><span class="pagetop">${me}</span></td></tr></table></td></tr><tr id="bigbox"><td><table>${rows.join('')}<tr class="morespace"></tr><tr><td colspan="2"></td><td class="title"><a href="?p=2" class="morelink" rel="next">More</a></td></tr></table></td></tr></table></center></body></html>`;
}

function signedIn(username: string): string {
  return `<a id="me" href="user?id=${username}">${username}</a> (347) | <a id="logout" href="logout?auth=0&amp;goto=news">logout</a>`;
}
