/** Marigold, turmeric and henna: festive by day, embers by night. */
export const GENDA = `
.genda{color-scheme:light dark;--ground:#FFF9EE;--surface:#FFFDF8;--ink:#2B1A12;--muted:#6B5142;--line:#F0DDBF;--head:#7A2E1D;--accent:#B84A08;--on-accent:#fff;--link:#9A3B0A;--focus:#B84A08;--gold:#B45309;--leaf:#FDEBCB;--leaf-ink:#6F3A12;--bad:#A8123A;--pill:#FFF9EECC}
.genda body{background:radial-gradient(120% 34rem at 50% -6rem,#FFE3A6 0,#FFF0D0 38%,#FFF9EE00 72%) no-repeat,var(--ground)}
.genda .ground{position:absolute;z-index:-1;inset:-8% 0 8%;width:100%;height:100%;color:#D97706;opacity:.2;-webkit-mask:radial-gradient(closest-side,#000 55%,#0000);mask:radial-gradient(closest-side,#000 55%,#0000)}
.genda .invite{isolation:isolate}
.genda .photo{border:4px solid #fff;outline:2px solid #E9A23B;border-radius:50% 50% 14px 14px/min(36%,11rem) min(36%,11rem) 14px 14px;box-shadow:0 10px 34px #7a2e1d33}
.genda .function{border-color:#F3DDB4;box-shadow:0 1px 0 #F3DDB4}
.genda .leaf{background:linear-gradient(#FDE3B0,#FDF0D6)}
.genda button,.genda .button{box-shadow:0 2px 0 #7A2E1D}
@media (prefers-color-scheme:dark){
.genda{--ground:#1D0F0A;--surface:#2A1710;--ink:#F7EADB;--muted:#D2B8A3;--line:#4A2C1E;--head:#FFC069;--accent:#FB923C;--on-accent:#2A1206;--link:#FFB366;--focus:#FFC069;--gold:#F2A93B;--leaf:#3B2013;--leaf-ink:#F0D3B0;--bad:#FF9DB0;--pill:#1D0F0ACC}
.genda body{background:radial-gradient(120% 34rem at 50% -6rem,#6B2B0C 0,#3A180B 40%,#1D0F0A00 75%) no-repeat,var(--ground)}
.genda .photo{border-color:#2A1710;box-shadow:none}
.genda .function{border-color:#4A2C1E;box-shadow:none}
.genda .leaf{background:#3B2013}
.genda button,.genda .button{box-shadow:none}
.genda .ground{opacity:.14}
}
`;
