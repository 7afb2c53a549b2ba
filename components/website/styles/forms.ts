/** What a household's own pages add to their look: answers, forms, what was said. */
export const FORMS = `
.page{width:min(100% - 2rem,36rem);margin:0 auto;padding:4.75rem 0 0;display:grid;grid-template-columns:minmax(0,1fr);gap:1rem}
.motia .page{padding-top:.25rem}
.motia body>.spray{margin:2.5rem auto 0}
.head{text-align:center}
.head .names{font-size:clamp(1.75rem,8vw,2.5rem)}
.motia .head .names{font-weight:400}
.head p{text-wrap:balance}
.head .mark{margin-block:.25rem .5rem}
.household{font:600 1.25rem/1.5 var(--display);color:var(--head)}
.household:lang(ur){line-height:2}
.page h2{font-size:1.25rem;margin-bottom:.25rem}
.page h2.small-title{font:600 1rem/1.6 var(--text);color:var(--muted)}
.center{text-align:center}
.small{font-size:.875rem}
.card{background:var(--surface);border:1px solid var(--line);border-radius:var(--radius,10px);padding:1rem 1.1rem;display:grid;grid-template-columns:minmax(0,1fr);gap:.75rem;scroll-margin-top:1rem}
.card h2{text-align:start}
.stack,.answers,.news,.next{display:grid;grid-template-columns:minmax(0,1fr);gap:1rem}
.answers{margin-top:.75rem}
.next{gap:.5rem;margin-top:.75rem;justify-items:center}
.next form{width:100%}
.standing{background:var(--surface);border:1px solid var(--line);border-radius:var(--radius,10px);padding:.25rem 1rem}
.standing li{padding:.4rem 0;border-bottom:1px solid var(--line)}
.standing li:last-child{border:0}
.row{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:0 1rem}
.row .when{color:var(--muted);font-size:.9375rem;white-space:nowrap}
.stand{display:flex;align-items:center;gap:.4rem;font-weight:600;font-size:.9375rem}
.stand.yes{color:var(--good)}.stand.no{color:var(--bad)}.stand.maybe,.wait,.wrong{color:var(--warn)}
.stand.open{color:var(--muted);font-weight:400}
.said{padding:.75rem 1rem;border:1.5px solid;border-radius:var(--radius,10px);background:var(--surface);font-weight:600}
.said.good{color:var(--good)}.said.bad,.said.bad a{color:var(--warn)}
.news .card{border-color:var(--warn)}
.wrong{font-weight:600;margin-bottom:.5rem}
.choices{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,9rem),1fr));gap:.5rem}
.choices:is(:lang(ta),:lang(te),:lang(kn),:lang(ml)){grid-template-columns:repeat(auto-fit,minmax(min(100%,12rem),1fr))}
.choice,.tick{display:flex;align-items:center;gap:.65rem;cursor:pointer}
.choice{min-height:3.25rem;padding:.35rem .8rem;border:1px solid var(--edge);border-radius:var(--radius,10px);line-height:1.35;overflow-wrap:anywhere}
.choice:has(:checked){border-color:var(--accent);background:var(--leaf);box-shadow:inset 0 0 0 1px var(--accent)}
.choice:has(:focus-visible){outline:3px solid var(--focus);outline-offset:2px}
.tick{min-height:2.75rem}
:is(.choice,.tick) input{flex:none;width:1.25rem;height:1.25rem;margin:0;accent-color:var(--accent)}
.some{display:grid;gap:.75rem;margin-top:.75rem}
.ask-one:not(:has(input[value=some]:checked)) .some{display:none}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,9.5rem),1fr));gap:.75rem 1rem}
.field,.field label{display:grid;gap:.25rem;align-content:start}
.field span{font-size:.9375rem;color:var(--ink)}
:is(input:not([type=radio],[type=checkbox],[type=hidden]),select,textarea){font:400 1rem/1.4 var(--text);color:var(--ink);background:var(--well);border:1px solid var(--edge);border-radius:8px;min-height:2.75rem;padding:.4rem .6rem;width:100%;min-width:0;max-width:100%}
input[type=number]{max-width:8rem}
legend{font-weight:600;padding:0;margin-bottom:.5rem;color:var(--ink)}
legend.small{font-weight:400;color:var(--muted)}
button.second,.button.second{background:none!important;color:var(--link);box-shadow:inset 0 0 0 1.5px currentColor!important}
.news .card{gap:.35rem}
.news button{width:auto;margin-top:.4rem;justify-self:start;min-height:2.75rem}
summary{cursor:pointer;min-height:2.75rem;display:flex;align-items:center;gap:.5rem}
summary::-webkit-details-marker{display:none}
.fold>summary{list-style:none;font-weight:600}
.fold>summary::after{content:"";width:.5rem;height:.5rem;border:solid;border-width:0 2px 2px 0;transform:rotate(45deg) translate(-2px,-2px);margin-inline-start:auto}
.fold[open]>summary::after{transform:rotate(225deg) translate(-2px,-2px)}
.stack .fold>summary{font-weight:400;color:var(--muted);font-size:.9375rem;width:fit-content}
.card.fold{display:block;padding-block:.25rem}
.fold li{padding:.4rem 0;border-top:1px solid var(--line)}
.ways{display:flex;flex-wrap:wrap;gap:0 1.25rem;font-size:.9375rem}
.ways a,.foot a{display:inline-flex;align-items:center;min-height:2.75rem}
.foot{display:flex;flex-wrap:wrap;gap:0 1.5rem;justify-content:center}
.stepping .question{display:none}
.stepping .question.now{display:grid}
.stepping .question h3:focus{outline:none}
.steps{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.75rem}
.steps button{width:auto;min-width:6.5rem;min-height:2.75rem}
.steps [hidden]{display:inline-flex;visibility:hidden}
.steps output{color:var(--muted);font-variant-numeric:tabular-nums}
.genda,.motia{--good:#166534;--warn:#8A4B08;--edge:#9A8A78;--well:#fff}
.raat{--good:#86E0A6;--warn:#FFC27A;--edge:#7F79AE;--well:#0E0C2B}
@media (prefers-color-scheme:dark){.genda{--good:#86E0A6;--warn:#FFC27A;--edge:#8F6E5A;--well:#150A06}.motia{--good:#9ADBAE;--warn:#F0C083;--edge:#7C806F;--well:#10110F}}
@media print{.answers,.next,.foot,.steps{display:none!important}}
`.replace(/\n/g, "");
