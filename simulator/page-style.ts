/** The stylesheet of the simulator's pages. */
export const STYLE = `
:root{color-scheme:light dark;--ground:#FBF8F3;--ink:#221C18;--accent:#C2570C;--card:#FFFFFF;--line:#E7DED2;
--soft:#6B5F55;--out:#F8E6D3;--on-accent:#FFFFFF;--bad:#A61B1B}
@media (prefers-color-scheme:dark){:root{--ground:#14110F;--ink:#F3EDE6;--accent:#FB923C;--card:#1F1A17;
--line:#3A322C;--soft:#B3A79B;--out:#3A2716;--on-accent:#1B120B;--bad:#FCA5A5}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
a{color:inherit}
header.top{border-bottom:1px solid var(--line);padding:.75rem 1rem;background:var(--card);position:sticky;top:0;z-index:1}
header.top p{margin:.1rem 0 0;color:var(--soft);font-size:.875rem}
header.top h1{font-size:1.125rem;margin:0}
main{max-width:46rem;margin:0 auto;padding:1rem}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:.5rem;background:var(--card);padding:.5rem;z-index:2}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
form.row{display:flex;gap:.5rem;margin:0 0 1rem}
input[type=search],input[type=text]{flex:1;min-width:0;font:inherit;padding:.6rem .75rem;border:1px solid var(--soft);
border-radius:.6rem;background:var(--card);color:inherit}
button{font:inherit;border-radius:.6rem;border:1px solid var(--accent);padding:.55rem .9rem;cursor:pointer;
background:var(--card);color:var(--accent);min-height:44px}
button.main{background:var(--accent);color:var(--on-accent)}
ul.phones{list-style:none;margin:0;padding:0;border:1px solid var(--line);border-radius:.75rem;overflow:hidden;background:var(--card)}
ul.phones li+li{border-top:1px solid var(--line)}
ul.phones a{display:block;padding:.7rem .9rem;text-decoration:none}
ul.phones a:hover{background:var(--ground)}
.line{display:flex;justify-content:space-between;gap:1rem}
.name{font-weight:600;overflow-wrap:anywhere}
.soft{color:var(--soft);font-size:.875rem}
.cut{white-space:nowrap;overflow:hidden;text-overflow:ellipsis;display:block}
ol.chat{list-style:none;margin:0;padding:0 0 6rem;display:flex;flex-direction:column;gap:.6rem}
ol.chat li{max-width:85%}
.bubble{border-radius:.9rem;padding:.6rem .8rem;border:1px solid var(--line);white-space:pre-wrap;overflow-wrap:anywhere}
.ours{align-self:flex-start}.ours .bubble{background:var(--card)}
.theirs{align-self:flex-end}.theirs .bubble{background:var(--out)}
.meta{font-size:.8125rem;color:var(--soft);margin:.15rem .25rem 0}
.theirs .meta{text-align:right}
.bad{color:var(--bad)}
.taps{display:flex;flex-direction:column;gap:.35rem;margin:.35rem 0 0}
.taps button{width:100%}
.compose{position:fixed;left:0;right:0;bottom:0;background:var(--card);border-top:1px solid var(--line);padding:.6rem 1rem}
.compose form{max-width:44rem;margin:0 auto;display:flex;gap:.5rem}
.who{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:.5rem 1rem;margin:0 0 1rem}
.who p{margin:0}
.empty{color:var(--soft);text-align:center;padding:2rem 0}
`;
