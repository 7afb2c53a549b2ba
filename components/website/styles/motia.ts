/** Ivory paper, a pressed line, jasmine: quiet. */
export const MOTIA = `
.motia{color-scheme:light dark;--ground:#F3EFE6;--paper:#FCFAF5;--surface:#FCFAF5;--ink:#2C2A25;--muted:#66614F;--line:#DDD6C6;--head:#3B4634;--accent:#44543B;--on-accent:#FCFAF5;--link:#44543B;--focus:#44543B;--gold:#786233;--leaf:#F1ECDF;--leaf-ink:#5E5946;--bad:#9B1C3A;--pill:none;--petal:#fff;--stem:#8C9679;--green:#B9C2A6;--radius:3px}
.jp{fill:var(--petal);stroke:var(--stem);stroke-width:.8}
.jl{stroke:var(--stem);stroke-width:.9;fill:none}
.jg{fill:var(--green);stroke:var(--stem);stroke-width:.7}
.js{fill:var(--gold)}
.motia .cover{padding:.9rem;padding-top:2.5rem}
.motia .cover::before{content:"";position:absolute;z-index:-1;inset:.6rem;background:var(--paper);border:1px solid var(--line);border-radius:4px;box-shadow:0 1px 3px #2c2a2514,0 12px 40px -18px #2c2a2533;outline:1px solid var(--line);outline-offset:-8px}
.motia .langs{inset-block-start:.75rem;inset-inline-end:.9rem}
.motia .spray{margin:.4rem auto 0}
.motia h1,.motia h2,.motia h3{font-weight:400}
.motia .names{font-weight:300;text-shadow:0 1px 0 #fff}
.motia .names .and{font-weight:300}
.motia .hosts,.motia .days{font-weight:400}
.motia .days::before,.motia .days::after{content:"";display:inline-block;width:1.6rem;height:1px;background:var(--gold);opacity:.55;vertical-align:.32em;margin:0 .7rem}
.motia .photo{width:min(100% - 4rem,24rem);border-radius:50%/50%;border:1px solid var(--line);outline:1px solid var(--line);outline-offset:5px;margin-block:.75rem .5rem}
.motia .function{background:none;border-width:0 0 1px;border-radius:0;padding:1.25rem .25rem}
.motia .timeline{gap:.25rem}
.motia .leaf{background:none;border:1px solid var(--line);border-radius:3px;outline:1px solid var(--line);outline-offset:2px}
.motia .leaf b{font-weight:400}
.motia button,.motia .button{border-radius:3px;box-shadow:inset 0 0 0 3px var(--accent),inset 0 0 0 4px #ffffff55}
@media (min-width:60em){.motia .cover{width:min(100% - 2rem,72rem);margin:0 auto}.motia .cover.with-photo{padding-block:3rem;padding-inline:2rem}.motia .cover.with-photo .spray{grid-column:1/-1}}
@media (prefers-color-scheme:dark){
.motia{--ground:#131412;--paper:#1B1D19;--surface:#1B1D19;--ink:#EFEBE1;--muted:#B9B5A5;--line:#3D4038;--head:#E4E8D6;--accent:#CBD5B5;--on-accent:#1B1F16;--link:#CBD5B5;--focus:#CBD5B5;--gold:#CDB47C;--leaf:#252822;--leaf-ink:#CFCBB9;--bad:#FF9DB0;--pill:none;--petal:#F6F3EA;--stem:#7F8A6B;--green:#4C5741}
.motia .names{text-shadow:none}
.motia button,.motia .button{box-shadow:none}
}
`;
