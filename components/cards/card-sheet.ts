/** What an invite card adds to its look: a stack of sheets that lie under the cover and come out one by one. */
export const CARD_SHEET = `
.cover{padding-bottom:1.25rem}
.at{font-family:var(--display);color:var(--muted);font-size:1.0625rem;margin-top:.15rem}
.at:lang(ur){line-height:2}
main:has(.reveal:not([open])) .cover{min-height:min(58vh,34rem);min-height:min(58svh,34rem)}
.leafs{position:relative;width:min(100% - 2rem,30rem);margin:0 auto;padding-bottom:1.5rem}
.reveal>summary{display:flex;list-style:none;position:relative;z-index:2;margin:0 auto;width:min(100%,22rem)}
.reveal>summary::-webkit-details-marker{display:none}
.reveal:not([open]){padding-bottom:8.5rem}
.reveal:not([open])::before,.reveal:not([open])::after{content:"";position:absolute;z-index:0;inset-inline:4%;top:1.75rem;height:7.5rem;background:var(--surface);border:1px solid var(--line);border-radius:12px;rotate:-2.2deg;box-shadow:0 10px 24px -14px #0006}
.reveal:not([open])::after{inset-inline:9%;top:2.4rem;height:8rem;rotate:1.8deg;z-index:1}
.reveal:not([open])>summary{box-shadow:0 8px 22px -8px #0008}
.reveal{position:relative}
.reveal[open]>summary{background:none!important;box-shadow:none!important;color:var(--muted);font-size:0;min-height:2.75rem}
.reveal[open]>summary::after{content:"";width:.6rem;height:.6rem;border:solid;border-width:0 1.5px 1.5px 0;rotate:225deg;translate:0 2px}
.sheets{display:grid;gap:.75rem;margin-top:.25rem}
.sheets>li{background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:1.15rem 1.2rem;scroll-margin-top:1rem}
.sheets h2{font-size:.875rem;font-family:var(--text);font-weight:600;color:var(--muted);text-align:start;margin-bottom:.35rem}
.sheets #answer h2{font:600 1.375rem/1.35 var(--display);color:var(--head);text-align:center;margin-bottom:.9rem}
.sheets #answer h2:lang(ur){line-height:2}
.day{display:grid;grid-template-columns:4.75rem 1fr;gap:1rem;align-items:center}
.day p{font:600 1.125rem/1.45 var(--display);color:var(--head)}
.day .zone{font-family:var(--text)}
.place{font:600 1.25rem/1.4 var(--display);color:var(--head)}
.place:lang(ur){line-height:2}
.shot{margin:-1.15rem -1.2rem 1rem;position:relative;overflow:hidden;border-radius:11px 11px 0 0;background:var(--line)}
.shot img{display:block;width:100%;height:auto;aspect-ratio:16/9;object-fit:cover}
.shot figcaption{position:absolute;inset-inline-end:0;bottom:0;font-size:.75rem;padding:.15rem .6rem;background:#000a;color:#fff;border-start-start-radius:8px}
.from-host{font-family:var(--display);font-size:1.0625rem;line-height:1.65;white-space:pre-line}
.answer{display:grid;gap:.9rem}
.three{display:grid;grid-template-columns:1fr 1fr;gap:.6rem}
.three>:first-child{grid-column:1/-1}
.own{display:grid;gap:.25rem;text-align:center;margin-bottom:1rem}
.own b{font:600 1.375rem/1.4 var(--display)}
.own.in b{color:var(--good,#15803d)}.own.out b{color:var(--bad)}.own.maybe b{color:var(--warn,#b45309)}
.aside{text-align:center;margin-top:1rem}
.aside a{display:inline-flex;align-items:center;min-height:2.75rem}
.quiet-links{display:flex;flex-wrap:wrap;gap:0 1.25rem;margin-top:.35rem}
.quiet-links a{display:inline-flex;align-items:center;min-height:2.75rem}
.said{margin:0 auto 1rem;width:min(100% - 2rem,30rem);text-align:center}
@media (prefers-reduced-motion:no-preference){
.reveal[open] .sheets>li{animation:deal .15s cubic-bezier(.2,0,0,1) both}
.reveal[open] .sheets>li:nth-child(2){animation-delay:.09s}
.reveal[open] .sheets>li:nth-child(3){animation-delay:.18s}
.reveal[open] .sheets>li:nth-child(4){animation-delay:.27s}
.sheets:has(.still)>li{animation:none!important}
@keyframes deal{from{opacity:0;transform:translateY(-2.25rem) rotate(-1.6deg) scale(.97)}}
}
@media print{
@page{margin:12mm}
.reveal>summary,#answer,.aside,.shot,.sheets .quiet-links,.toran+.toran{display:none!important}
.reveal::before,.reveal::after{content:none!important}
.reveal::details-content{content-visibility:visible;display:block}
.reveal[class]{padding-bottom:0!important}
main[id] .cover.cover{min-height:0!important;padding-block:3.5rem .25rem}
.names:lang(ur){line-height:1.5}
main[id] .invite{min-height:0!important;padding-block:.75rem}
.leafs{width:min(100%,36rem);padding-bottom:0}
.sheets{gap:.5rem}
.sheets>li{padding:.55rem 1rem;break-inside:avoid;box-shadow:none}
.from-host[dir]{font-size:.875rem;line-height:1.4}
.said{margin-bottom:.5rem}
body{min-height:0!important}
}
`;
