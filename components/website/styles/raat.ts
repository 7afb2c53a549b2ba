const STARS = [
  [14, 22, 0.9],
  [62, 88, 0.7],
  [118, 34, 1.2],
  [171, 120, 0.8],
  [206, 58, 0.7],
  [38, 158, 1.1],
  [96, 190, 0.7],
  [150, 214, 1],
  [226, 176, 0.9],
  [188, 8, 0.6],
]
  .map(([x, y, r]) => `%3Ccircle cx='${x}' cy='${y}' r='${r}'/%3E`)
  .join("");
const SKY = `url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='240' height='240' fill='%23F3DFAE' fill-opacity='.34'%3E${STARS}%3C/svg%3E")`;

/** Deep night, gold and small lights. It is night by day too. */
export const RAAT = `
.raat{color-scheme:dark;--ground:#0B0A22;--surface:#15133A;--ink:#F4EFE6;--muted:#C3BDDA;--line:#35315F;--head:#F0CD82;--accent:#E3B964;--on-accent:#1B1336;--link:#F0CD82;--focus:#F0CD82;--gold:#E3B964;--leaf:#211D4D;--leaf-ink:#D9D2EC;--bad:#FF9DB0;--pill:#0B0A22CC}
.raat body{background:${SKY},linear-gradient(#1C1450 0,#120E36 32rem,#0B0A22 70rem);background-color:var(--ground)}
.raat .invite{margin-top:4.4rem;border:solid #D9B25F;border-width:0 1.4px 1.4px;border-radius:0 0 14px 14px;padding-inline:1.5rem;width:min(100% - 1.5rem,36rem)}
.raat .invite::before{content:"";position:absolute;inset:0 6px 6px;border:solid #D9B25F99;border-width:0 .8px .8px;border-radius:0 0 9px 9px;pointer-events:none}
.raat .arch{position:absolute;left:-2px;bottom:calc(100% - 1px);width:calc(100% + 4px);height:5.4rem}
.raat .who{margin-top:-2.9rem}
.raat .photo+.invite{margin-top:.75rem;border:0}
.raat .photo+.invite::before,.raat .photo+.invite .arch{display:none}
.raat .photo+.invite .who{margin-top:0}
.raat .names{background:linear-gradient(170deg,#FBE7B5 10%,#E3B964 55%,#F6DC9B 90%);-webkit-background-clip:text;background-clip:text;color:transparent;padding-block:.06em}
.raat .names .and{color:#E3B964}
.raat .photo{border:1.5px solid #D9B25F;border-radius:50% 50% 10px 10px/min(36%,11rem) min(36%,11rem) 10px 10px;outline:1px solid #D9B25F55;outline-offset:5px}
.raat .function{background:linear-gradient(160deg,#1B1848,#131134)}
.raat button,.raat .button{background:linear-gradient(#F2D38C,#D6A94E);text-shadow:none}
@media (forced-colors:active){.raat .names{background:none;color:CanvasText}}
@media print{.raat .names{background:none;color:#000}}
`;
