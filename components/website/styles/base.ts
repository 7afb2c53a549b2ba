/** What every look shares: the page's bones. Colours and ornament come from the look's own part. */
export const BASE = `
*,::before,::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem;
--text:"Guest Text",system-ui,"Noto Sans",sans-serif;--display:"Guest Display","Noto Serif",Georgia,serif;
background:var(--ground);color:var(--ink);accent-color:var(--accent);font-family:var(--text);line-height:1.5}
body{margin:0;min-height:100vh;overflow-wrap:break-word;position:relative;overflow-x:clip}
[lang]:is(html,p,div,main):is(:lang(hi),:lang(mr),:lang(gu),:lang(pa),:lang(bn),:lang(ta),:lang(te),:lang(kn),:lang(ml),:lang(ur)){line-height:1.7}
h1,h2,h3,p,ul,ol,figure,fieldset,legend{margin:0;padding:0;border:0}
ul,ol{list-style:none}
h1,h2,h3{font-family:var(--display);font-weight:600;color:var(--head);line-height:1.25;text-wrap:balance}
:is(h1,h2,h3):is(:lang(hi),:lang(mr),:lang(gu),:lang(pa),:lang(bn),:lang(ta),:lang(te),:lang(kn),:lang(ml)){line-height:1.5}
:is(h1,h2,h3):lang(ur){line-height:2.1}
h2{font-size:1.5rem;text-align:center}
h3{font-size:1.25rem}
b,strong{font-weight:600}
h1,h2,h3,button,.button,.text-link,.yours form a{overflow-wrap:anywhere;max-width:100%}
a{color:var(--link);text-underline-offset:.22em;text-decoration-thickness:1px}
a:focus-visible,button:focus-visible,summary:focus-visible,:is(input,select,textarea):focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:6px}
svg{display:block;flex:none}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.lines{white-space:pre-line}
.quiet{color:var(--muted)}
.toran{position:absolute;inset:0 0 auto;width:100%;pointer-events:none}
.mark{margin:.35rem auto 0;color:var(--gold)}
main{display:block}
.langs{position:absolute;inset-block-start:0;inset-inline-end:0;z-index:3;display:flex;font-size:.875rem;padding:0 .25rem}
.langs a,.langs summary{display:inline-flex;align-items:center;gap:.4rem;min-height:2.75rem;padding:0 .6rem;color:var(--ink);text-decoration:none}
.langs a[aria-current]{font-weight:600;color:var(--head);text-decoration:underline;text-decoration-thickness:2px}
.langs summary,.langs.row{background:var(--pill);border-radius:999px}
.langs.row{margin:.1rem .25rem}
.langs summary{list-style:none;cursor:pointer;min-height:2.25rem;margin:.3rem .25rem}
.langs summary::-webkit-details-marker{display:none}
.langs details>div{position:absolute;inset-inline-end:.25rem;display:grid;grid-template-columns:1fr 1fr;background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:.25rem;min-width:min(15rem,calc(100vw - 1rem));box-shadow:0 8px 30px #0003}
.cover{position:relative;display:flex;flex-direction:column;padding-top:5.25rem;text-align:center;isolation:isolate}
.cover.own{min-height:min(100vh,54rem);min-height:min(100svh,54rem)}
.photo{position:relative;overflow:hidden;width:min(100% - 2rem,30rem);margin:0 auto;background:var(--line)}
.photo img{display:block;width:100%;height:100%;object-fit:cover;object-position:50% 30%}
.cover .photo{flex:0 0 auto;aspect-ratio:4/5;max-height:62vh}
.cover .photo.cameo{flex:1 1 5.5rem;min-height:5.5rem;max-height:36vh;aspect-ratio:4/5;width:auto;min-width:4.4rem}
.cameo img{position:absolute;inset:0}
.photo.wide{aspect-ratio:4/5;max-height:80vh;margin-top:2rem}
.invite{position:relative;display:flex;flex-direction:column;justify-content:center;flex:1 0 auto;width:min(100%,40rem);margin:0 auto;padding:.5rem 1.25rem 1.5rem}
.cover.own .invite{padding:.5rem 1.25rem .75rem}
.hosts{font-family:var(--display);font-weight:600;font-size:1.0625rem;color:var(--head);text-wrap:balance}
.hosts:lang(ur){line-height:2}
.ask{color:var(--muted);font-size:.9375rem;text-wrap:balance;max-width:34rem;margin:.15rem auto 0}
.names{font-size:clamp(2.1rem,10.2vw,3.6rem);line-height:1.12;margin:.3rem 0 .1rem}
.names:is(:lang(hi),:lang(mr),:lang(gu),:lang(pa),:lang(bn),:lang(ta),:lang(te),:lang(kn),:lang(ml)){font-size:clamp(1.9rem,9vw,3.2rem);line-height:1.45}
.names:lang(ur){font-size:clamp(1.75rem,8vw,3rem);line-height:1.95}
.names.long{font-size:clamp(1.7rem,7.6vw,2.9rem)}
.names .and{font-weight:400;color:var(--gold);font-size:.78em}
.days{font-family:var(--display);font-size:1.125rem;font-weight:600;color:var(--ink);margin-top:.2rem;font-variant-numeric:lining-nums}
.line{margin:.3rem auto 0;max-width:30rem;color:var(--muted);text-wrap:balance}
main>.line{text-align:center;padding:1rem 1.25rem 0}
.yours{margin:.75rem auto 0;width:min(100%,25rem)}
.yours h2{font:600 .9375rem/1.5 var(--text);color:var(--muted);margin-bottom:.15rem}
.yours li{line-height:1.5;display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:0 1rem;border-bottom:1px solid var(--line);font-size:.9375rem;text-align:start}
.yours li:last-child{border-bottom:0}
.yours li>*{padding:.16rem 0}
.yours li>:first-child{min-width:0;flex:1 1 50%;font-weight:600;color:var(--ink);text-decoration:none}
.yours li>a:hover{text-decoration:underline}
.yours .whose{display:block;color:var(--ink)}
.yours .when{color:var(--muted);white-space:nowrap}
.yours form{margin-top:.6rem;display:grid;gap:.1rem;justify-items:center}
button,.button{appearance:none;border:0;width:100%;min-height:3.125rem;padding:.6rem 1.25rem;border-radius:var(--radius,10px);background:var(--accent);color:var(--on-accent);font:600 1.0625rem/1.3 var(--text);cursor:pointer;text-decoration:none;display:inline-flex;align-items:center;justify-content:center;text-align:center}
:is(button,.button):is(:lang(hi),:lang(mr),:lang(gu),:lang(pa),:lang(bn),:lang(ta),:lang(te),:lang(kn),:lang(ml),:lang(ur)){line-height:1.6}
button:is(:lang(ta),:lang(te),:lang(kn),:lang(ml)){font-size:.9375rem;text-wrap:balance}
button:hover,.button:hover{filter:brightness(1.06)}
.yours form a,.text-link{display:inline-flex;align-items:center;min-height:2.75rem;padding:0 .75rem}
.part{width:min(100% - 2rem,44rem);margin:0 auto;padding:2.5rem 0 0;scroll-margin-top:0}
.part>.mark{margin-bottom:1.25rem}
.part p+p{margin-top:.75rem}
.timeline{display:grid;gap:1rem}
.function{display:flex;flex-wrap:wrap;align-items:flex-start;gap:1rem;padding:1.1rem;background:var(--surface);border:1px solid var(--line);border-radius:var(--radius,10px);scroll-margin-top:1rem}
.function>div{flex:1 1 11rem;min-width:0}
.function>div>p{margin-top:.35rem}
.leaf{display:flex;flex-direction:column;align-items:center;flex:0 0 4.75rem;text-align:center;padding:.45rem .15rem;background:var(--leaf);border-radius:8px;font-size:.75rem;line-height:1.5;color:var(--leaf-ink);overflow:hidden}
.leaf b{font:600 1.75rem/1.15 var(--display);color:var(--head)}
.leaf:lang(ur) b{font-family:var(--text)}
.function .when{font-weight:600}
.zone{font-weight:400;color:var(--muted);font-size:.875rem}
.where b{display:block}
.where .lines{color:var(--muted);display:block;text-align:start}
[dir=rtl] .where .lines{text-align:right}
.map{display:inline-flex;align-items:center;gap:.45rem;min-height:2.75rem;padding:.3rem 0}
.function>div>p:has(.map){margin-top:0}
.note{color:var(--muted)}
.dress b{color:var(--head)}
.flag{color:var(--bad);font-weight:600}
.off h3{text-decoration:line-through;text-decoration-thickness:1px;color:var(--muted)}
.pair{display:grid;gap:1.5rem;text-align:center}
.pair h3{margin-bottom:.3rem}
.travel,.stay,.gifts{max-width:36rem}
.gifts,.contacts{text-align:center}
.people{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,13rem),1fr));gap:.75rem;margin-bottom:1rem}
.people li{padding:.75rem 1rem;border:1px solid var(--line);border-radius:var(--radius,10px);background:var(--surface)}
.people b{display:block;color:var(--head)}
.people span{color:var(--muted);font-size:.9375rem}
.contacts .map{justify-content:center}
.links{display:grid;gap:.25rem;justify-content:center;margin-top:.5rem}
.calendar{margin-top:1rem;text-align:center}
.calendar summary{min-height:2.75rem;padding:.6rem;cursor:pointer;color:var(--link)}
.upi{margin-top:.75rem}
code{font:600 1rem/1.4 ui-monospace,Menlo,Consolas,monospace;background:var(--leaf);color:var(--ink);padding:.25rem .6rem;border-radius:6px;overflow-wrap:anywhere}
footer{margin-top:3rem;padding:1.5rem 1.25rem 2.25rem;text-align:center;color:var(--muted);font-size:.875rem}
footer p{max-width:34rem;margin:.5rem auto 0}
@media (min-width:48em){
h2{font-size:1.75rem}
.pair{grid-template-columns:repeat(auto-fit,minmax(0,1fr));grid-auto-flow:column}
.part{padding-top:4rem}
.timeline{gap:1.25rem}
.function{padding:1.5rem;gap:1.5rem}
.leaf{flex-basis:6rem;font-size:.875rem}
.leaf b{font-size:2.25rem}
}
@media (min-width:60em){
.part.functions{width:min(100% - 4rem,64rem)}
.timeline{grid-template-columns:1fr 1fr}
.timeline>:only-child,.timeline>:last-child:nth-child(odd){grid-column:1/-1;width:min(100%,calc(50% - .6rem));justify-self:center}
.cover.with-photo{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.1fr);align-items:center;column-gap:3rem;width:min(100% - 4rem,72rem);margin:0 auto;padding-block:7rem 2rem}
.cover.with-photo .toran{position:absolute;inset-inline:calc(50% - 50vw);width:100vw}
.cover.with-photo .photo{width:100%;max-width:30rem;max-height:none;aspect-ratio:4/5;justify-self:end}
.hosts{font-size:1.25rem}.ask{font-size:1.0625rem}.days{font-size:1.25rem}
}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media (forced-colors:active){html[class] :is(body,.function,.leaf,button,.button){background-image:none}.ground{display:none}button,.button{border:1px solid}}
`;

/** On paper: black on white, everything open, nothing to tap. */
export const PRINT = `
@media print{
html[class]{--ground:#fff;--paper:#fff;--surface:#fff;--ink:#000;--muted:#333;--line:#bbb;--head:#5B2A17;--link:#000;--gold:#7A5A1E;--leaf:#fff;--leaf-ink:#333;--bad:#A8123A;--good:#166534;--warn:#8A4B08;--stem:#8C9679;--green:#B9C2A6;color-scheme:light;background:#fff;color:#000}
.function{background:#fff!important}
body{background:#fff!important}
.langs,form button,form a,.map .sr,.yours form{display:none!important}
.cover,.cover.own{min-height:0}
.function,.people li{break-inside:avoid}
.map[href^="http"]::after{content:" (" attr(href) ")";overflow-wrap:anywhere;font-size:.75rem}
}
`;
